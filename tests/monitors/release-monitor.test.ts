import { expect, onTestFinished, test } from 'vitest'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { runs } from '../../src/domain/projections.ts'
import { nextLookAt } from '../../src/domain/release-looks.ts'
import { runStream } from '../../src/domain/run.ts'
import type { ReleaseHealth } from '../../src/domain/run-events.ts'
import { startReleaseMonitor } from '../../src/monitors/release-monitor.ts'
import type { Store } from '../../src/ports/event-store.ts'
import { transact } from '../../src/runtime/transact.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { failedRun } from '../tools/tool-world.ts'

const LIVE_AT = '2026-03-02T09:00:00.000Z'
const MINUTE_MS = 60_000

/** A release that went live at nine, and so many bots on the same store that watch it, each finding what it is told to. */
async function watched(verdicts: readonly ReleaseHealth['verdict'][], bots: number, isConfigured = true) {
  const clock = createHandClock(new Date(LIVE_AT))
  const store = await openMemoryStore()
  onTestFinished(() => store.close())
  const { task, plan, by, groups, thread } = failedRun()
  await transact(store, { correlationId: 'c', actor: by }, clock.now(), async (transaction) => {
    transaction.append(
      runStream(task),
      { type: 'cicd.deploy.requested', task, plan, by, groups, thread },
      { type: 'cicd.deploy.completed', task, plan },
    )
  })
  let asked = 0
  const judge = { judge: async () => ({ verdict: verdicts[asked++] ?? 'watch', reasons: ['So it is.'] }) as const }
  const errors: unknown[] = []
  const watchers = Array.from({ length: bots }, (_, bot) =>
    startReleaseMonitor({
      ...{ log: store, clock, judge, newId: () => `button-${bot}` },
      places: isConfigured ? [`${plan.service}/staging`] : [],
      onError: (error) => errors.push(error),
    }),
  )
  onTestFinished(async () => {
    for (const watcher of watchers) await watcher.stop()
  })
  const settled = () => Promise.all(watchers.map((watcher) => watcher.settled()))
  // A clock that stands still calls nobody for a moment that is past, so that the first round must know of the release at nine.
  await settled()
  return {
    task,
    store,
    errors,
    asked: () => asked,
    async at(minutes: number): Promise<void> {
      clock.moveTo(new Date(Date.parse(LIVE_AT) + minutes * MINUTE_MS))
      await settled()
    },
  }
}

async function looks(store: Store<ShipmateEvent>): Promise<readonly (string | undefined)[]> {
  return (await store.readAll(0, 1_000)).flatMap(({ body }) =>
    body.type === 'run.release.judged' ? [body.again ?? body.health?.verdict] : [],
  )
}

test('a release is looked at after 1, 5 and 15 minutes until it is clear how it does; what was slept through is one look', () => {
  const after = (minutes: number): string | undefined =>
    nextLookAt(LIVE_AT, new Date(Date.parse(LIVE_AT) + minutes * MINUTE_MS))
      ?.toISOString()
      .slice(11, 16)
  expect([0, 0.5, 1, 4, 5, 14, 15, 600].map(after)).toEqual([
    '09:01',
    '09:01',
    '09:05',
    '09:05',
    '09:15',
    '09:15',
    undefined,
    undefined,
  ])
})

test('a release of a service that is no longer configured is not looked at, and not told about', async () => {
  const { at, store, asked, errors } = await watched(['roll-back'], 1, false)
  for (const minutes of [1, 5, 15]) await at(minutes)
  expect(asked()).toBe(0)
  expect(await looks(store)).toEqual([undefined])
  expect(errors).toEqual([])
})

test('two bots that look at the same moment note one look, and each look once', async () => {
  const { at, store, errors } = await watched([], 2)
  for (const minutes of [0, 1, 1, 4, 5, 5, 15, 15, 90]) await at(minutes)
  expect(await looks(store)).toEqual(['2026-03-02T09:05:00.000Z', '2026-03-02T09:15:00.000Z', 'watch'])
  expect(errors).toEqual([])
})

test('what is clear is looked at no further, and only a release to be rolled back gets the button', async () => {
  const sound = await watched(['watch', 'healthy'], 1)
  for (const minutes of [1, 5, 15]) await sound.at(minutes)
  expect(await looks(sound.store)).toEqual(['2026-03-02T09:05:00.000Z', 'healthy'])
  expect((await sound.store.get(runs, sound.task))?.health).toEqual({ verdict: 'healthy', reasons: ['So it is.'] })

  const bad = await watched(['roll-back'], 1)
  for (const minutes of [1, 5, 15]) await bad.at(minutes)
  expect(await looks(bad.store)).toEqual(['roll-back'])
  expect((await bad.store.get(runs, bad.task))?.health?.button).toBe('button-0')
  expect(await bad.store.list(runs, { labels: ['button:button-0'] })).toHaveLength(1)
})
