import { expect, test } from 'vitest'
import { canaryTrafficFacts, trafficFacts } from '../../../jobs/agents/release-monitor/release-facts.ts'
import { judgeTraffic } from '../../../jobs/agents/release-monitor/rules.ts'
import type { TaskId } from '../../../src/domain/ids.ts'
import type { ReleaseTraffic, Traffic } from '../../../src/ports/traffic.ts'
import { failedRun } from '../../tools/tool-world.ts'

const LIVE_AT = Date.parse('2026-03-02T09:00:00Z')
const MINUTE_MS = 60_000

const ALL = async (): Promise<boolean> => true

const after = (minutes: number): Date => new Date(LIVE_AT + minutes * MINUTE_MS)
const run = failedRun({
  task: 'TASK-3',
  state: 'succeeded',
  startedAt: after(-5).toISOString(),
  endedAt: after(0).toISOString(),
})

function answered(task: TaskId, requests: number, errors: number, upToMs: number): ReleaseTraffic {
  return { task, requests, errors, latencies: [{ upToMs, count: requests }] }
}

/** What is measured, by the first minute after the switch that is asked about. */
function measuring(from: number, releasesSince: (minute: number) => readonly ReleaseTraffic[]): Traffic {
  return {
    measured: async (_, __, since) => ({
      from: new Date(Math.max(after(from).getTime(), since.getTime())).toISOString(),
      releases: releasesSince((since.getTime() - LIVE_AT) / MINUTE_MS),
    }),
  }
}

test('a release is held against the one right before it, not against an earlier and worse one', async () => {
  const traffic = measuring(-600, () => [
    answered('TASK-1', 9_000, 900, 20),
    answered('TASK-2', 5_000, 5, 20),
    answered('TASK-3', 600, 12, 20),
  ])
  expect(await trafficFacts(run, traffic, after(1), ALL)).toMatchObject({
    baseline: { requests: 5_000, errors: 5 },
    window: { requests: 600, errors: 12 },
  })
})

test('the requests of the first minutes count as such, and not for how fast a release is when it is warm', async () => {
  const traffic = measuring(-600, (minute) =>
    minute < 0 ? [answered('TASK-2', 5_000, 5, 20), answered('TASK-3', 900, 1, 200)] : [answered('TASK-3', 500, 1, 20)],
  )
  const evidence = async (minutes: number) => {
    const { baseline, window } = (await trafficFacts(run, traffic, after(minutes), ALL)) ?? expect.unreachable()
    const health = { healthy: 1, unhealthy: 0 }
    return judgeTraffic({ service: 'payments', environment: 'staging', baseline, window, health, minutes })
  }
  const atOnce = await evidence(1)
  expect(atOnce.verdict).toBe('watch')
  expect(atOnce.reasons.join(' ')).toContain('It is slower so far, but it has only just started')
  const later = await evidence(5)
  expect(later.reasons.join(' ')).toContain('It is no slower')
})

test('where nobody has used it since it is warm, nothing is known of its speed', async () => {
  const traffic = measuring(-600, (minute) => (minute < 0 ? [answered('TASK-3', 900, 1, 200)] : []))
  expect((await trafficFacts(run, traffic, after(5), ALL))?.window).toEqual({
    requests: 900,
    errors: 1,
    latenciesMs: [],
  })
})

test('figures that do not reach back to the release before are a gap that is said; without any there are no facts', async () => {
  const begun = measuring(-2, () => [answered('TASK-3', 900, 1, 20)])
  expect(await trafficFacts(run, begun, after(1), ALL)).toMatchObject({
    baseline: { requests: 0 },
    gap: 'There are no figures from before 08:58 UTC.',
  })
  expect(await trafficFacts(run, { measured: async () => undefined }, after(1), ALL)).toBeUndefined()
})

test('nor is it held against a canary of a later task, which nobody but a few users has had', async () => {
  const traffic = measuring(-600, () => [
    answered('TASK-2', 5_000, 5, 20),
    answered('TASK-3', 6_000, 12, 20),
    answered('TASK-4', 600, 300, 20),
  ])
  const served = async (task: TaskId): Promise<boolean> => task !== 'TASK-4'
  expect(await trafficFacts(run, traffic, after(5), served)).toMatchObject({ baseline: { requests: 5_000, errors: 5 } })
})

test('a release without a series is not known, which is not none, while the one before it answers many', async () => {
  const releases = [answered('TASK-2', 9_000, 3, 20)]
  const unseen = [{ task: run.task, why: 'Its label is missing.' }]
  const traffic: Traffic = { measured: async (_, __, since) => ({ from: since.toISOString(), releases, unseen }) }
  expect(await trafficFacts(run, traffic, after(5), ALL)).toMatchObject({ unknown: 'Its label is missing.' })
  const canary = await canaryTrafficFacts(run, after(0).toISOString(), traffic, after(5), ALL)
  expect(canary).toMatchObject({ unknown: 'Its label is missing.' })
})
