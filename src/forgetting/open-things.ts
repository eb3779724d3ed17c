import { changeStream } from '../domain/change-request.ts'
import { confirmationStream } from '../domain/confirmation.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import { handoverStream } from '../domain/handover.ts'
import type { LogRow } from '../domain/log-chain.ts'
import { followStream } from '../domain/log-follow.ts'
import { messageStream } from '../domain/message.ts'
import {
  changes,
  confirmations,
  follows,
  GATED,
  handovers,
  locks,
  pendingMessages,
  questions,
  runs,
  schedules,
} from '../domain/projections.ts'
import { questionStream } from '../domain/question.ts'
import { runStream } from '../domain/run.ts'
import { scheduleStream } from '../domain/schedule.ts'
import type { Store } from '../ports/event-store.ts'

/** What waits, runs or holds: the words that it came of are still needed. */
export interface OpenThings {
  readonly streams: ReadonlySet<string>
  readonly correlations: ReadonlySet<string>
  readonly locks: ReadonlySet<string>
}

export async function openThings(store: Store<ShipmateEvent>): Promise<OpenThings> {
  const [messages, asked, wished, gated, open, followed, active, scheduled, held, offered] = await Promise.all([
    store.list(pendingMessages),
    store.list(confirmations, { labels: ['open'] }),
    store.list(changes, { labels: ['pending'] }),
    store.list(changes, { labels: [GATED] }),
    store.list(questions, { labels: ['open'] }),
    store.list(follows, { labels: ['open'] }),
    store.list(runs, { labels: ['active'] }),
    store.list(schedules, { labels: ['open'] }),
    store.list(locks, { labels: ['open'] }),
    store.list(handovers, { labels: ['open'] }),
  ])
  const streams = [
    ...messages.map(({ message }) => messageStream(message)),
    ...asked.map(({ confirmation }) => confirmationStream(confirmation)),
    ...[...wished, ...gated].map(({ change }) => changeStream(change)),
    ...open.map(({ question }) => questionStream(question)),
    ...followed.map(({ follow }) => followStream(follow)),
    ...offered.map(({ handover }) => handoverStream(handover)),
    ...active.map(({ task }) => runStream(task)),
    ...scheduled.map(({ task }) => scheduleStream(task)),
  ]
  const openings = await Promise.all(streams.map((stream) => store.readStream(stream)))
  const correlations = openings.flatMap(([first]) => first?.correlationId ?? [])
  return {
    streams: new Set(streams),
    correlations: new Set(correlations),
    locks: new Set(held.map(({ lock }) => lock)),
  }
}

/** @param data JSON. */
export function belongsTo(things: OpenThings, { stream, correlationId, data }: LogRow): boolean {
  if (things.streams.has(stream) || things.correlations.has(correlationId)) return true
  if (things.locks.size === 0 || !stream.startsWith('environment-')) return false
  return things.locks.has(String((JSON.parse(data) as { readonly lock?: unknown }).lock))
}
