import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deployEvidenceSchema, deployRiskSchema } from '../../../jobs/agents/deploy-risk/evidence.ts'
import { judgeRisk } from '../../../jobs/agents/deploy-risk/rules.ts'
import { remediateEvidenceSchema, remediationChoiceSchema } from '../../../jobs/agents/drift-fix/evidence.ts'
import { chooseRemediation } from '../../../jobs/agents/drift-fix/rules.ts'
import {
  type BuildEvidence,
  buildEvidenceSchema,
  diagnosisSchema,
} from '../../../jobs/agents/failure/build/evidence.ts'
import { diagnose } from '../../../jobs/agents/failure/build/rules.ts'
import { triageEvidenceSchema, triageReportSchema } from '../../../jobs/agents/failure/triage/evidence.ts'
import { triageRun } from '../../../jobs/agents/failure/triage/rules.ts'
import { monitorEvidenceSchema, monitorVerdictSchema } from '../../../jobs/agents/release-monitor/evidence.ts'
import { judgeTraffic } from '../../../jobs/agents/release-monitor/rules.ts'
import {
  buildEvidence,
  deployEvidence,
  monitorEvidence,
  remediateEvidence,
  triageEvidence,
} from './arbitrary-evidence.ts'

/** Any evidence of the form has an answer of the form, and the same one again. */
function alwaysAnswers<Evidence>(
  evidence: fc.Arbitrary<Evidence>,
  input: { parse(value: unknown): unknown },
  output: { parse(value: unknown): unknown },
  rules: (evidence: Evidence) => unknown,
): void {
  fc.assert(
    fc.property(evidence, (given) => {
      input.parse(given)
      const answer = rules(given)
      output.parse(answer)
      expect(rules(given)).toEqual(answer)
    }),
    { seed: 7, numRuns: 400 },
  )
}

test('whatever a build printed, there is a diagnosis', () => {
  alwaysAnswers(buildEvidence, buildEvidenceSchema, diagnosisSchema, diagnose)
})

test('whatever is known before a deployment, there is a verdict with reasons', () => {
  alwaysAnswers(deployEvidence, deployEvidenceSchema, deployRiskSchema, judgeRisk)
})

test('whatever was measured, there is a verdict with reasons', () => {
  alwaysAnswers(monitorEvidence, monitorEvidenceSchema, monitorVerdictSchema, judgeTraffic)
})

test('no number that is none is shown to anybody', () => {
  fc.assert(
    fc.property(monitorEvidence, (evidence) => {
      expect(judgeTraffic(evidence).reasons.join(' ')).not.toMatch(/NaN|∞|Infinity|undefined/)
    }),
    { seed: 7, numRuns: 400 },
  )
})

test('whatever drifted, there is a choice with reasons', () => {
  alwaysAnswers(remediateEvidence, remediateEvidenceSchema, remediationChoiceSchema, chooseRemediation)
})

test('whatever failed, there is a report', () => {
  alwaysAnswers(triageEvidence, triageEvidenceSchema, triageReportSchema, triageRun)
})

test('the lines of a diagnosis are lines of the log, in their order', () => {
  fc.assert(
    fc.property(buildEvidence, (evidence: BuildEvidence) => {
      const { lines } = diagnose(evidence)
      expect(lines).toEqual([...new Set(lines)].toSorted((a, b) => a.number - b.number))
      for (const { number, text } of lines) {
        const printed = visible(evidence.log.split('\n')[number - 1] ?? '')
        expect(printed).toContain(visible(text.replace(/…$/, '')))
        expect(text).not.toMatch(/[\p{Cc}\u202a-\u202e]/u)
      }
    }),
    { seed: 7, numRuns: 400 },
  )
})

/** What a line shows: letters, digits and marks, without white space and what only terminals obey. */
function visible(line: string): string {
  return stripVTControlCharacters(line)
    .toWellFormed()
    .replace(/[^\p{L}\p{N}\p{P}\p{S}]/gu, '')
}

test('only what is allowed and fits is chosen, and never what has failed twice', () => {
  fc.assert(
    fc.property(remediateEvidence, ({ drift, allowed }) => {
      const { remediation, confirm } = chooseRemediation({ drift, allowed })
      if (remediation === undefined) {
        expect(confirm).toBe(true)
        return
      }
      const its = allowed.filter(({ name }) => name === remediation)
      const failed = drift.failedAttempts.filter((one) => one.remediation === remediation)
      expect(its.some(({ fixes }) => fixes.includes(drift.kind))).toBe(true)
      expect(failed.reduce((sum, { times }) => sum + times, 0)).toBeLessThan(2)
      if (its.some(({ effect }) => effect === 'danger') || !drift.trial) expect(confirm).toBe(true)
    }),
    { seed: 7, numRuns: 400 },
  )
})

test('a rollback is never held', () => {
  fc.assert(
    fc.property(deployEvidence, (evidence) => {
      expect(judgeRisk({ ...evidence, isRollback: true }).verdict).toBe('go')
    }),
    { seed: 7 },
  )
})
