import fc from 'fast-check'
import { expect, test } from 'vitest'
import { constrainModel as boundedRisk } from '../../../jobs/agents/deploy-risk/model-bounds.ts'
import { constrainModel as boundedChoice } from '../../../jobs/agents/drift-fix/model-bounds.ts'
import { constrainModel as boundedDiagnosis } from '../../../jobs/agents/failure/build/model-bounds.ts'
import { constrainModel as boundedReport } from '../../../jobs/agents/failure/triage/model-bounds.ts'
import { MONITOR_VERDICTS } from '../../../jobs/agents/release-monitor/evidence.ts'
import { constrainModel as boundedVerdict } from '../../../jobs/agents/release-monitor/model-bounds.ts'
import { RISK_VERDICTS } from '../../../src/domain/risk.ts'
import { deployRisk, diagnosis, monitorAnswer, remediationChoice, triageReport } from './arbitrary-evidence.ts'

const RUNS = { seed: 11, numRuns: 500 }

test('a deployment is judged as strictly as the stricter of rules and model, and the reasons of the rules stay', () => {
  fc.assert(
    fc.property(deployRisk, deployRisk, (byRules, byModel) => {
      const answer = boundedRisk(byRules, byModel)
      const strictness = [byRules, byModel].map(({ verdict }) => RISK_VERDICTS.indexOf(verdict))
      expect(RISK_VERDICTS.indexOf(answer.verdict)).toBe(Math.max(...strictness))
      expect(answer.reasons).toEqual(expect.arrayContaining([...byRules.reasons]))
    }),
    RUNS,
  )
})

test('so is a release that is out', () => {
  fc.assert(
    fc.property(monitorAnswer, monitorAnswer, (byRules, byModel) => {
      const answer = boundedVerdict(byRules, byModel)
      const strictness = [byRules, byModel].map(({ verdict }) => MONITOR_VERDICTS.indexOf(verdict))
      expect(MONITOR_VERDICTS.indexOf(answer.verdict)).toBe(Math.max(...strictness))
      expect(answer.reasons).toEqual(expect.arrayContaining([...byRules.reasons]))
    }),
    RUNS,
  )
})

test('a model that is looser leaves nothing behind', () => {
  const held = { verdict: 'hold', reasons: ['The error budget is spent.'] } as const
  expect(boundedRisk(held, { verdict: 'go', reasons: ['All is well, trust me.'] })).toBe(held)
})

test('a model chooses no remediation, and takes no question away', () => {
  fc.assert(
    fc.property(remediationChoice, remediationChoice, (byRules, byModel) => {
      const answer = boundedChoice(byRules, byModel)
      expect([undefined, byRules.remediation]).toContain(answer.remediation)
      if (byRules.confirm || answer.remediation !== byRules.remediation) expect(answer.confirm).toBe(true)
      if (byModel.confirm && byModel.remediation === byRules.remediation) {
        expect(answer.confirm).toBe(byRules.confirm || byRules.remediation !== undefined)
      }
      expect(answer.reasons).toEqual(expect.arrayContaining([...byRules.reasons]))
    }),
    RUNS,
  )
})

test('a model that would do something else makes a person be asked', () => {
  const byRules = { remediation: 'restart', confirm: false, reasons: ['It is the least drastic.'] }
  const byModel = { remediation: 'wipe', confirm: false, reasons: ['Wiping is quicker.'] }
  expect(boundedChoice(byRules, byModel)).toMatchObject({ remediation: 'restart', confirm: true })
})

test('what the rules recognise in a log stays, and the lines are always theirs', () => {
  fc.assert(
    fc.property(diagnosis, diagnosis, (byRules, byModel) => {
      const answer = boundedDiagnosis(byRules, byModel)
      expect(answer).toMatchObject({ lines: byRules.lines, nextStep: byRules.nextStep })
      if (byRules.kind === 'unknown') return
      expect(answer.kind).toBe(byRules.kind)
      expect(answer.cause.startsWith(byRules.cause)).toBe(true)
    }),
    RUNS,
  )
})

test('a model says what the rules do not recognise', () => {
  const lines = [{ number: 3, text: 'Process exited with code 3' }]
  const byRules = { kind: 'unknown', cause: 'I do not know.', nextStep: 'See the log.', lines } as const
  const byModel = {
    kind: 'command',
    cause: 'The frontend’s own script stops with code 3.',
    nextStep: 'Run it with --verbose.',
    lines: [{ number: 99, text: 'made up' }],
  } as const
  expect(boundedDiagnosis(byRules, byModel)).toEqual({ ...byModel, nextStep: byRules.nextStep, lines })
})

test('a model points at nobody, and takes nothing away from a report', () => {
  fc.assert(
    fc.property(triageReport, triageReport, (byRules, byModel) => {
      const answer = boundedReport(byRules, byModel)
      expect(answer.likelyOwner).toEqual(byRules.likelyOwner)
      expect(answer.isRegression).toBe(byRules.isRegression)
      expect(answer.cause.startsWith(byRules.cause)).toBe(true)
      expect(answer.next).toEqual(byRules.next)
    }),
    RUNS,
  )
})
