import { expect, test } from 'vitest'
import type { DeployPlan } from '../../src/domain/plans/deploy.ts'
import { en } from '../../src/texts/en/texts.ts'
import { versionChange } from '../../src/texts/version-change.ts'

const commits = { commits: [], commitCount: 1 }

function change(kind: DeployPlan['kind'], from: string, to: string, more: Partial<DeployPlan> = {}): string {
  return versionChange(
    {
      kind,
      service: 'payments',
      environment: 'staging',
      ref: to,
      release: { sha: 'b'.repeat(40), version: to },
      from: { sha: 'a'.repeat(40), version: from },
      ...commits,
      strategy: 'blue-green',
      recipe: 'usual',
      ...more,
    },
    en,
  )
}

test('what goes the way that its name says has no note', () => {
  expect(change('deploy', 'v1.9.0', 'v1.10.0')).toBe('v1.9.0 → v1.10.0')
  expect(change('rollback', 'v1.10.0', 'v1.9.0')).toBe('v1.10.0 → v1.9.0')
})

test('a fix on an older line is a downgrade, although it brings commits too', () => {
  expect(change('deploy', 'v1.2.0', 'v1.1.1', { opposite: commits })).toBe('v1.2.0 → v1.1.1 (a downgrade)')
  expect(change('rollback', 'v1.1.1', 'v1.2.0', { opposite: commits })).toBe('v1.1.1 → v1.2.0 (an upgrade)')
})

test('a commit without a version is judged by what it takes out', () => {
  const none = { commits: [], commitCount: 0, opposite: commits }
  expect(change('deploy', '1f2e3d4', 'aabbcc1', none)).toBe('1f2e3d4 → aabbcc1 (a downgrade)')
  expect(change('deploy', '1f2e3d4', 'aabbcc1', { opposite: commits })).toBe('1f2e3d4 → aabbcc1')
})

test('“previous” that is the newer release says so', () => {
  expect(change('deploy', 'v1.0.0', 'v1.1.0', { ref: 'previous' })).toBe('v1.0.0 → v1.1.0 (an upgrade)')
})
