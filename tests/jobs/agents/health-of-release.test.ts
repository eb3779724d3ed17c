import { expect, test } from 'vitest'
import { healthOfRelease } from '../../../jobs/agents/release-monitor/health-of-release.ts'
import type { Health } from '../../../src/domain/release.ts'

const url = 'http://payments.example'
const release = { sha: 'a'.repeat(40), version: 'v1.0.0' }
const ANSWERS: Readonly<Record<string, Health>> = {
  y: { state: 'healthy', release, url, since: '2026-03-02T09:00:00Z' },
  n: { state: 'unhealthy', release, url, sentence: '/health answers 503.' },
}

test.each([
  ['y', 'healthy', 1],
  ['nn', 'unhealthy', 2],
  ['nyy', 'healthy', 3],
  ['nyn', 'unhealthy', 3],
])('of the answers %s most say that it is %s, and no more is asked than it takes', async (answers, state, asked) => {
  let times = 0
  const probe = { health: async () => ANSWERS[answers[times++] ?? ''] as Health }
  expect((await healthOfRelease(probe, 'payments', 'staging')).state).toBe(state)
  expect(times).toBe(asked)
})
