import { afterEach, beforeEach, expect } from 'vitest'
import type { OpenStore } from '../../../adapters/store/store.ts'
import type { Card } from '../../../src/domain/card.ts'
import type { EventBody } from '../../../src/domain/event.ts'
import type { ThreadId } from '../../../src/domain/ids.ts'
import type { Claim, DesiredMessage, DueMessage, Narrated, Outbox, Taken, Taking } from '../../../src/ports/outbox.ts'
import { freshName } from '../../support/databases.ts'

export const CLAIM_MS = 30_000
export const NOW = new Date('2026-11-21T10:00:00Z')
export const later = (ms: number): Date => new Date(NOW.getTime() + ms)

export const card = (text: string): Card => ({ tone: 'neutral', blocks: [{ kind: 'text', text }] })

export function message(key: string, text: string, more: Partial<DesiredMessage> = {}): DesiredMessage {
  return {
    key,
    to: { kind: 'thread', thread: 'slack:C1' },
    card: card(text),
    urgency: 'answer',
    correlationId: 'c',
    ...more,
  }
}

export const inThread = (thread: ThreadId): Pick<DesiredMessage, 'to'> => ({ to: { kind: 'thread', thread } })

export interface Opened extends Pick<OpenStore<EventBody>, 'store' | 'outbox'> {
  /** As if all claims had been made so long before. */
  makeClaimsOlder(ms: number): Promise<void>
}
export type OpenOutbox = (schema: string) => Promise<Opened>

export type OpenedOutbox = ReturnType<typeof openedOutbox>

/** An empty outbox for each test, and what a narrator and a courier do with it. */
export function openedOutbox(open: OpenOutbox) {
  let opened: Opened
  let others: Opened[]
  let schema: string
  let position: number

  beforeEach(async () => {
    schema = freshName()
    opened = await open(schema)
    others = []
    position = 0
  })
  afterEach(async () => {
    for (const { store } of [...others, opened]) await store.close()
  })

  const outbox = (): Outbox => opened.outbox
  const take = (now = NOW, more: Partial<Taking> = {}): Promise<Taken> =>
    outbox().take({ platform: 'slack', now, claimMs: CLAIM_MS, editsApartMs: 0, limit: 10, ...more })
  const taken = async (now = NOW, more: Partial<Taking> = {}): Promise<readonly DueMessage[]> =>
    (await take(now, more)).messages
  return {
    outbox,
    store: () => opened.store,
    makeClaimsOlder: (ms: number): Promise<void> => opened.makeClaimsOlder(ms),
    /** The same one, as another process has it. */
    async another(): Promise<Outbox> {
      const other = await open(schema)
      others.push(other)
      return other.outbox
    },
    async narrate(...messages: DesiredMessage[]): Promise<void> {
      expect(await outbox().narrate(messages, position, position + 1)).toBeDefined()
      position += 1
    },
    /** For couriers that have time for so many. */
    narrated(messages: readonly DesiredMessage[], more: Partial<Claim> = {}): Promise<Narrated | undefined> {
      position += 1
      const claim = { platforms: ['slack'], now: NOW, limit: 10, ...more }
      return outbox().narrate(messages, position - 1, position, claim)
    },
    take,
    taken,
    takenKeys: async (now = NOW, more: Partial<Taking> = {}): Promise<readonly string[]> =>
      (await taken(now, more)).map(({ key }) => key),
    show: (key: string, revision: number, at = NOW): Promise<boolean> =>
      outbox().markDelivered(key, revision, `slack:${key}`, at),
  }
}
