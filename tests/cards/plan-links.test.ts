import { expect, test } from 'vitest'
import { planLinks } from '../../src/cards/plan-links.ts'
import { runResultCard } from '../../src/cards/run-result-card.ts'
import { en } from '../../src/texts/en/texts.ts'
import { failedRun } from '../tools/tool-world.ts'

const COMMIT = 'https://github.com/acme/payments/commit/b'
const COMPARE = 'https://github.com/acme/payments/compare/a...b'

test('a failure leads to what changed, where a host of the code is known', () => {
  const run = failedRun()
  expect(planLinks(run.plan, en)).toEqual([])
  const linked = { ...run, plan: { ...run.plan, links: { commit: COMMIT, compare: COMPARE } } }
  const fields = [{ label: 'Version', value: 'v1.1.0 → v1.2.0', url: COMPARE }]
  expect(runResultCard(linked, undefined, undefined, en)?.blocks).toContainEqual({ kind: 'fields', fields })
})

test('a pull request is named with its address; a first release leads to its commit', () => {
  const { plan } = failedRun()
  const pullRequest = {
    number: 12,
    title: 'Round',
    author: 'mira',
    state: 'merged',
    url: 'https://example.com/12',
  } as const
  expect(planLinks({ ...plan, pullRequest, links: { commit: COMMIT } }, en)).toMatchObject([
    { fields: [{ url: 'https://example.com/12' }, { url: COMMIT }] },
  ])
})
