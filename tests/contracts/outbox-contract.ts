import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OpenStore } from '../../adapters/store/store.ts'
import type { Card } from '../../src/domain/card.ts'
import type { EventBody } from '../../src/domain/event.ts'
import type { DesiredMessage, DueMessage, Outbox } from '../../src/ports/outbox.ts'
import { freshName } from '../support/databases.ts'

const CLAIM_MS = 30_000
const NOW = new Date('2026-11-21T10:00:00Z')
const later = (ms: number): Date => new Date(NOW.getTime() + ms)

const card = (text: string): Card => ({ tone: 'neutral', blocks: [{ kind: 'text', text }] })

function message(key: string, text: string, more: Partial<DesiredMessage> = {}): DesiredMessage {
  return {
    key,
    to: { kind: 'thread', thread: 'slack:C1' },
    card: card(text),
    urgency: 'answer',
    correlationId: 'c',
    ...more,
  }
}

type Opened = Pick<OpenStore<EventBody>, 'store' | 'outbox'>

export function outboxContract(open: (schema: string) => Promise<Opened>): void {
  let opened: Opened
  let outbox: Outbox
  let position: number

  beforeEach(async () => {
    opened = await open(freshName())
    outbox = opened.outbox
    position = 0
  })
  afterEach(() => opened.store.close())

  const narrate = async (...messages: DesiredMessage[]): Promise<void> => {
    expect(await outbox.narrate(messages, position, position + 1)).toBe(true)
    position += 1
  }
  const claim = (key: string, revision: number, now: Date, attempted = false): Promise<boolean> =>
    outbox.claim({ key, revision, attempted }, now)
  const due = (now = NOW): Promise<readonly DueMessage[]> => outbox.due('slack', now, CLAIM_MS, 10)
  const dueKeys = async (now = NOW): Promise<readonly string[]> => (await due(now)).map(({ key }) => key)

  describe('narrating', () => {
    test('sets messages and moves the checkpoint together', async () => {
      expect(await outbox.narrate([message('m', 'hello')], 0, 4)).toBe(true)
      expect(await opened.store.checkpoints.read('narrator')).toBe(4)
      expect(await due()).toEqual([{ ...message('m', 'hello'), revision: 1, attempted: false, failures: 0 }])
    })

    test('sets nothing when somebody else has moved the checkpoint', async () => {
      await narrate()
      expect(await outbox.narrate([message('m', 'hello')], 0, 4)).toBe(false)
      expect(await due()).toEqual([])
    })

    test('raises the revision for a changed card only', async () => {
      await narrate(message('m', 'one'))
      await narrate(message('m', 'one'))
      expect(await due()).toMatchObject([{ revision: 1 }])
      await narrate(message('m', 'two'), message('m', 'three'))
      expect(await due()).toMatchObject([{ revision: 2, card: card('three') }])
    })

    test('never moves a message to another place', async () => {
      await narrate(message('m', 'one'))
      await narrate(message('m', 'two', { to: { kind: 'direct', user: 'slack:U1' } }))
      expect(await due()).toMatchObject([{ to: { kind: 'thread', thread: 'slack:C1' }, card: card('two') }])
    })
  })

  describe('what is due', () => {
    test('belongs to one platform', async () => {
      await narrate(message('s', 'hello'), message('d', 'hello', { to: { kind: 'direct', user: 'discord:1' } }))
      expect(await dueKeys()).toEqual(['s'])
      expect((await outbox.due('discord', NOW, CLAIM_MS, 10)).map(({ key }) => key)).toEqual(['d'])
    })

    test('comes answers first, then who has waited longest, at most so many', async () => {
      await narrate(message('p', '1', { urgency: 'progress' }), message('a', '1'), message('b', '1'))
      expect(await dueKeys()).toEqual(['a', 'b', 'p'])
      await claim('a', 1, NOW)
      await outbox.markDelivered('a', 1, 'slack:a', NOW)
      await narrate(message('a', '2'))
      expect(await dueKeys()).toEqual(['b', 'a', 'p'])
      expect((await outbox.due('slack', NOW, CLAIM_MS, 1)).map(({ key }) => key)).toEqual(['b'])
    })

    test('is left out for threads and people that the courier has in hand', async () => {
      const ben = { to: { kind: 'direct', user: 'slack:U1' } } as const
      await narrate(message('m', 'one'), message('n', 'two', ben))
      const keys = async (...inHand: string[]) =>
        (await outbox.due('slack', NOW, CLAIM_MS, 10, inHand)).map(({ key }) => key)
      expect(await keys('slack:C1')).toEqual(['n'])
      expect(await keys('slack:U1')).toEqual(['m'])
    })

    test('is not claimed by looking', async () => {
      await narrate(message('m', 'hello'))
      expect(await dueKeys()).toEqual(['m'])
      expect(await dueKeys()).toEqual(['m'])
    })

    test('ends when it is shown, and begins again when the card changes', async () => {
      await narrate(message('m', 'one'))
      expect(await claim('m', 1, NOW)).toBe(true)
      await outbox.markDelivered('m', 1, 'slack:C1:17', NOW)
      expect(await due()).toEqual([])
      await narrate(message('m', 'two'))
      expect(await due()).toEqual([
        { ...message('m', 'two'), revision: 2, ref: 'slack:C1:17', shownAt: NOW, attempted: false, failures: 0 },
      ])
    })

    test('stays when the card changed while the earlier one was being posted', async () => {
      await narrate(message('m', 'one'))
      await claim('m', 1, NOW)
      await narrate(message('m', 'two'))
      expect(await due()).toEqual([])
      await outbox.markDelivered('m', 1, 'slack:C1:17', NOW)
      expect(await due()).toMatchObject([{ revision: 2, ref: 'slack:C1:17' }])
    })
  })

  describe('a try', () => {
    test('is begun by one courier only', async () => {
      await narrate(message('m', 'hello'))
      const begun = await Promise.all([claim('m', 1, NOW), claim('m', 1, NOW)])
      expect(begun.sort()).toEqual([false, true])
      expect(await due()).toEqual([])
    })

    test('is not begun for a card that has changed since', async () => {
      await narrate(message('m', 'one'))
      await narrate(message('m', 'two'))
      expect(await claim('m', 1, NOW)).toBe(false)
      expect(await claim('m', 2, NOW)).toBe(true)
    })

    test('whose courier died is due again after the claim, known to have been attempted', async () => {
      await narrate(message('m', 'hello'))
      await claim('m', 1, NOW)
      expect(await due(later(CLAIM_MS - 1))).toEqual([])
      expect(await due(later(CLAIM_MS))).toMatchObject([{ key: 'm', attempted: true }])
      const begun = await Promise.all([claim('m', 1, later(CLAIM_MS), true), claim('m', 1, later(CLAIM_MS), true)])
      expect(begun.sort()).toEqual([false, true])
    })

    test('is not begun by who has not seen that another one was tried meanwhile', async () => {
      await narrate(message('m', 'hello'))
      await claim('m', 1, NOW)
      await outbox.markFailed('m', 'the answer was lost', NOW)
      expect(await claim('m', 1, NOW)).toBe(false)
      expect(await claim('m', 1, NOW, true)).toBe(true)
    })

    test('is not begun before its time, whoever has read it before', async () => {
      await narrate(message('m', 'hello'))
      await claim('m', 1, NOW)
      await outbox.markFailed('m', 'rate limited', later(5000))
      expect(await claim('m', 1, later(4999), true)).toBe(false)
      expect(await claim('m', 1, later(5000), true)).toBe(true)
    })

    test('keeps what else is for its thread waiting, in every process', async () => {
      const elsewhere = { to: { kind: 'thread', thread: 'slack:C2' } } as const
      await narrate(message('m', 'first'), message('n', 'second'), message('o', 'elsewhere', elsewhere))
      await claim('m', 1, NOW)
      expect(await dueKeys()).toEqual(['o'])
      await outbox.markDelivered('m', 1, 'slack:C1:17', NOW)
      expect(await dueKeys()).toEqual(['n', 'o'])
    })

    test('that failed is due again when its time has come, and counts', async () => {
      await narrate(message('m', 'hello'))
      await claim('m', 1, NOW)
      await outbox.markFailed('m', 'the platform was \u0000 busy', later(5000))
      expect(await due(later(4999))).toEqual([])
      expect(await due(later(5000))).toMatchObject([{ key: 'm', failures: 1, attempted: true }])
    })

    test('waits its time even when the card changes meanwhile', async () => {
      await narrate(message('m', 'one'))
      await claim('m', 1, NOW)
      await outbox.markFailed('m', 'rate limited', later(5000))
      await narrate(message('m', 'two'))
      expect(await due(later(4999))).toEqual([])
      expect(await due(later(5000))).toMatchObject([{ revision: 2, card: card('two') }])
    })

    test('that succeeds clears the failures before it', async () => {
      await narrate(message('m', 'one'))
      await claim('m', 1, NOW)
      await outbox.markFailed('m', 'busy', NOW)
      expect(await claim('m', 1, NOW, true)).toBe(true)
      await outbox.markDelivered('m', 1, 'slack:C1:17', NOW)
      await narrate(message('m', 'two'))
      expect(await due()).toMatchObject([{ failures: 0, attempted: false }])
    })
  })

  describe('a draft', () => {
    test('is changed by sketches, as progress, until what was to take its place has come', async () => {
      await narrate(message('m', 'thinking', { draft: true }))
      await outbox.updateDraft('m', card('it grows'))
      expect(await due()).toMatchObject([{ card: card('it grows'), revision: 2, urgency: 'progress' }])
      await narrate(message('m', 'the answer'))
      expect(await due()).toMatchObject([{ card: card('the answer'), revision: 3, urgency: 'answer' }])
      await outbox.updateDraft('m', card('too late'))
      expect(await due()).toMatchObject([{ card: card('the answer'), revision: 3 }])
    })

    test('ends too when what takes its place looks the same', async () => {
      await narrate(message('m', 'thinking', { draft: true }))
      await outbox.updateDraft('m', card('the answer'))
      await narrate(message('m', 'the answer'))
      await outbox.updateDraft('m', card('too late'))
      expect(await due()).toMatchObject([{ card: card('the answer'), urgency: 'answer' }])
    })

    test('never overtakes what comes at the same moment', async () => {
      await narrate(message('m', 'thinking', { draft: true }))
      const sketches = Array.from({ length: 5 }, (_, index) => outbox.updateDraft('m', card(`it grows ${index}`)))
      await Promise.all([...sketches, narrate(message('m', 'the answer'))])
      expect(await due()).toMatchObject([{ card: card('the answer') }])
    })

    test('that is shown waits behind what has waited longer', async () => {
      await narrate(message('m', 'thinking', { draft: true }), message('n', 'one', { urgency: 'progress' }))
      await claim('m', 1, NOW)
      await outbox.markDelivered('m', 1, 'slack:C1:17', NOW)
      await outbox.updateDraft('m', card('it grows'))
      expect(await dueKeys()).toEqual(['n', 'm'])
    })

    test('that is not there is not made by a draft, and what is no draft is left alone', async () => {
      await narrate(message('m', 'an answer'))
      await outbox.updateDraft('m', card('it grows'))
      await outbox.updateDraft('x', card('it grows'))
      expect(await due()).toMatchObject([{ key: 'm', card: card('an answer'), revision: 1 }])
    })
  })

  test('a message given up is left alone until its card changes', async () => {
    await narrate(message('m', 'one'))
    await claim('m', 1, NOW)
    await outbox.markFailed('m', 'the channel is gone', undefined)
    expect(await due(later(365 * 24 * 60 * 60 * 1000))).toEqual([])
    expect(await claim('m', 1, NOW)).toBe(false)
    await narrate(message('m', 'one'))
    expect(await due()).toEqual([])
    await narrate(message('m', 'two'))
    expect(await due()).toMatchObject([{ revision: 2, failures: 0 }])
  })
}
