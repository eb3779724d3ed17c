import { SLACK_POSTING_LIMITS } from '../../adapters/chat/slack/outgoing/posting-limits.ts'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { createMemoryStore } from '../../adapters/store/memory/memory-store.ts'
import { sentenceCard } from '../../src/cards/sentence-card.ts'
import { startCourier } from '../../src/messaging/courier.ts'
import type { ChatPlatform } from '../../src/ports/chat-platform.ts'
import type { DesiredMessage, Urgency } from '../../src/ports/outbox.ts'
import { noTracing } from '../../src/ports/tracing.ts'

export interface Cost {
  readonly deployments: number
  /** Cards that changed, each of which would be a call without the outbox. */
  readonly changes: number
  readonly posts: number
  readonly edits: number
  /** In the busiest minute. */
  readonly postsInMinute: number
  readonly editsInMinute: number
}

/** How long one is under way, and how often its status changes: a step that starts or ends, a line of its log, a share. */
const SECONDS = 180
const CHANGES_IN_SECOND = 2

/**
 * What deployments that run beside each other cost of Slack's budget: each is asked for and confirmed, shows its status while
 * it runs, and reports its result.
 */
export async function costOfDeployments(deployments: number): Promise<Cost> {
  const clock = createHandClock(new Date('2026-03-10T10:00:00Z'))
  const calls: { readonly kind: 'post' | 'edit'; readonly at: number }[] = []
  const called = (kind: 'post' | 'edit') => void calls.push({ kind, at: clock.now().getTime() })
  const platform: ChatPlatform = {
    name: 'slack',
    limits: SLACK_POSTING_LIMITS,
    async post(_, __, { key }) {
      called('post')
      return `slack:${key}`
    },
    async edit() {
      called('edit')
    },
  }
  const { outbox } = createMemoryStore([])
  const courier = startCourier({ platform, outbox, clock, tracing: noTracing, onError: () => undefined })
  let position = 0
  let changes = 0
  const say = async (what: string, urgency: Urgency, text: string): Promise<void> => {
    const messages = Array.from({ length: deployments }, (_, index): DesiredMessage => {
      const to = { kind: 'thread', thread: `slack:C${index % 3}:${index}` } as const
      return { key: `${what}-${index}`, to, card: sentenceCard(text), urgency, correlationId: 'bench' }
    })
    await outbox.narrate(messages, position, position + 1)
    position += 1
    changes += messages.length
    courier.wake()
    await courier.settled()
  }
  const pass = async (ms: number): Promise<void> => {
    const until = clock.now().getTime() + ms
    for (let next = clock.next(); next && next.getTime() <= until; next = clock.next()) {
      clock.moveTo(next)
      await courier.settled()
    }
    clock.moveTo(new Date(until))
  }

  await say('confirmation', 'decision', 'Deploy?')
  await pass(5_000)
  await say('confirmation', 'decision', 'Confirmed.')
  for (let turn = 0; turn < SECONDS * CHANGES_IN_SECOND; turn += 1) {
    await say('status', 'progress', `working ${turn}`)
    await pass(1_000 / CHANGES_IN_SECOND)
  }
  await say('status', 'progress', 'done')
  await say('result', 'answer', 'Deployed.')
  await pass(120_000)
  await courier.stop()
  const of = (kind: 'post' | 'edit') => calls.filter((one) => one.kind === kind).map(({ at }) => at)
  return {
    ...{ deployments, changes, posts: of('post').length, edits: of('edit').length },
    ...{ postsInMinute: busiestMinute(of('post')), editsInMinute: busiestMinute(of('edit')) },
  }
}

export function busiestMinute(instants: readonly number[]): number {
  let from = 0
  let most = 0
  for (const [index, at] of instants.entries()) {
    while ((instants[from] ?? at) <= at - 60_000) from += 1
    most = Math.max(most, index - from + 1)
  }
  return most
}
