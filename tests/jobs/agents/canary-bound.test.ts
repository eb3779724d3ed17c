import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DeployEvidence } from '../../../jobs/agents/deploy-risk/evidence.ts'
import { judgeRisk } from '../../../jobs/agents/deploy-risk/rules.ts'
import { deployEvidence } from './arbitrary-evidence.ts'

const holds = (evidence: DeployEvidence): boolean => judgeRisk(evidence).verdict === 'hold'

test('that a canary is possible lets nothing in that goes out without one', () => {
  fc.assert(
    fc.property(deployEvidence, fc.constantFrom('blue-green' as const, 'recreate' as const), (evidence, strategy) => {
      const held = holds({ ...evidence, strategy, canaryPossible: false })
      expect(holds({ ...evidence, strategy, canaryPossible: true })).toBe(held)
    }),
  )
})

test('nor does a canary where none is possible', () => {
  fc.assert(
    fc.property(deployEvidence, (evidence) => {
      const held = holds({ ...evidence, strategy: 'blue-green', canaryPossible: false })
      expect(holds({ ...evidence, strategy: 'canary', canaryPossible: false })).toBe(held)
    }),
  )
})

test('a canary is held for less than what goes to everybody at once, never for more', () => {
  fc.assert(
    fc.property(deployEvidence, (evidence) => {
      if (!holds({ ...evidence, strategy: 'canary', canaryPossible: true })) return
      expect(holds({ ...evidence, strategy: 'blue-green', canaryPossible: true })).toBe(true)
    }),
  )
})
