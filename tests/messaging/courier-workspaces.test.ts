import { expect, onTestFinished, test } from 'vitest'
import { SLACK_POSTING_LIMITS } from '../../adapters/chat/slack/outgoing/posting-limits.ts'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { createMemoryStore } from '../../adapters/store/memory/memory-store.ts'
import { sentenceCard } from '../../src/cards/sentence-card.ts'
import type { EventBody } from '../../src/domain/event.ts'
import type { ThreadId } from '../../src/domain/ids.ts'
import { startCourier } from '../../src/messaging/courier.ts'
import { type ChatPlatform, RateLimitedError } from '../../src/ports/chat-platform.ts'
import type { DesiredMessage, Urgency } from '../../src/ports/outbox.ts'
import { noTracing } from '../../src/ports/tracing.ts'

/** Nine minutes: longer than anything here waits for. */
const RETRY_AFTER_MS = 540_000

const { workspaceOf } = SLACK_POSTING_LIMITS

function message(key: string, thread: ThreadId, urgency: Urgency = 'answer', text = 'one'): DesiredMessage {
  return { key, to: { kind: 'thread', thread }, card: sentenceCard(text), urgency, correlationId: 'c' }
}

const inChannelsOf = (workspace: string, count: number, urgency?: Urgency) =>
  Array.from({ length: count }, (_, index) => {
    const thread = `${workspace}C${index}:1`
    return message(thread, thread, urgency)
  })

/** A courier for Slack, with its limits; workspaces that are named refuse every call. */
function startInWorkspaces() {
  const clock = createHandClock(new Date('2026-03-10T10:00:00.000Z'))
  const startedAt = clock.now().getTime()
  const { outbox } = createMemoryStore<EventBody>([])
  const calls: { readonly call: string; readonly at: number }[] = []
  const refusing = new Set<string>()
  const called = (call: 'post' | 'edit', place: string): void => {
    calls.push({ call: `${call} ${place}`, at: clock.now().getTime() - startedAt })
    if (refusing.has(workspaceOf(place))) throw new RateLimitedError('slack', RETRY_AFTER_MS)
  }
  const platform: ChatPlatform = {
    name: 'slack',
    limits: SLACK_POSTING_LIMITS,
    async post(to) {
      const place = to.kind === 'thread' ? to.thread : to.user
      called('post', place)
      return place
    },
    async edit(ref) {
      called('edit', ref)
    },
  }
  const courier = startCourier({ platform, outbox, clock, tracing: noTracing, onError: () => undefined })
  onTestFinished(() => courier.stop())
  let position = 0
  return {
    refusing,
    async narrates(...messages: readonly DesiredMessage[]): Promise<void> {
      await outbox.narrate(messages, position, position + 1)
      position += 1
      courier.wake()
      await courier.settled()
    },
    async seconds(count: number): Promise<void> {
      for (let second = 0; second < count; second += 1) {
        clock.moveTo(new Date(clock.now().getTime() + 1_000))
        await courier.settled()
      }
    },
    /** Of one workspace, what has been called and after how many milliseconds. */
    callsIn: (workspace: string) => calls.filter(({ call }) => workspaceOf(call.split(' ')[1] ?? '') === workspace),
  }
}

test('a workspace that refuses is left alone after three of its channels, and the others get all that they take', async () => {
  const { refusing, narrates, callsIn } = startInWorkspaces()
  refusing.add('slack:T2')
  await narrates(...inChannelsOf('slack:T2.', 3))
  await narrates(...inChannelsOf('slack:T2.', 1_000), ...inChannelsOf('slack:', 30), ...inChannelsOf('slack:T3.', 30))
  expect(callsIn('slack:T2')).toHaveLength(3)
  expect(callsIn('slack').map(({ at }) => at)).toEqual(Array(30).fill(0))
  expect(callsIn('slack:T3').map(({ at }) => at)).toEqual(Array(30).fill(0))
})

test('edits that a workspace refuses rest there, and are made at once elsewhere', async () => {
  const { refusing, narrates, seconds, callsIn } = startInWorkspaces()
  const [there, here] = ['slack:T2.C1:1', 'slack:C1:1'] as const
  await narrates(message('t', there), message('h', here))
  await seconds(2)
  refusing.add('slack:T2')
  await narrates(message('t', there, 'answer', 'two'))
  await narrates(message('h', here, 'answer', 'two'))
  expect(callsIn('slack').at(-1)).toEqual({ call: `edit ${here}`, at: 2_000 })
  refusing.clear()
  await seconds(539)
  expect(callsIn('slack:T2')).toHaveLength(2)
  await seconds(1)
  expect(callsIn('slack:T2').at(-1)).toEqual({ call: `edit ${there}`, at: 542_000 })
})

test('a workspace for which a thousand messages wait goes at its own pace, decisions first, and slows no other', async () => {
  const { narrates, seconds, callsIn } = startInWorkspaces()
  const [urgent] = inChannelsOf('slack:T2.D', 1, 'decision')
  await narrates(...inChannelsOf('slack:T2.', 1_000, 'progress'), ...(urgent ? [urgent] : []))
  expect(callsIn('slack:T2')[0]).toMatchObject({ call: `post ${urgent?.key}` })
  for (let minute = 0; minute < 3; minute += 1) {
    const thread = `slack:C${minute}:1`
    await narrates(message(thread, thread, 'progress'))
    expect(callsIn('slack').at(-1)).toEqual({ call: `post ${thread}`, at: minute * 60_000 })
    await seconds(60)
  }
  const inFirstMinute = callsIn('slack:T2').filter(({ at }) => at < 60_000)
  expect(inFirstMinute.length).toBeGreaterThan(240)
  expect(inFirstMinute.length).toBeLessThanOrEqual(280)
})
