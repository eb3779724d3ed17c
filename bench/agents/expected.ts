import { z } from 'zod'
import type { DeployRisk } from '../../jobs/agents/deploy-risk/evidence.ts'
import type { RemediationChoice } from '../../jobs/agents/drift-fix/evidence.ts'
import { CAUSE_KINDS, type Diagnosis } from '../../jobs/agents/failure/build/evidence.ts'
import type { TriageReport } from '../../jobs/agents/failure/triage/evidence.ts'
import { MONITOR_VERDICTS, type MonitorAnswer } from '../../jobs/agents/release-monitor/evidence.ts'
import { RISK_VERDICTS } from '../../src/domain/risk.ts'

/** What an answer should say; texts are pieces of what it says, in small or capital letters. `null`: nothing. */
export const expectedSchema = z.discriminatedUnion('agent', [
  z.strictObject({ agent: z.literal('build'), kind: z.enum(CAUSE_KINDS), line: z.string() }),
  z.strictObject({ agent: z.literal('deploy'), verdict: z.enum(RISK_VERDICTS), reason: z.string().default('') }),
  z.strictObject({ agent: z.literal('monitor'), verdict: z.enum(MONITOR_VERDICTS), reason: z.string().default('') }),
  z.strictObject({ agent: z.literal('remediate'), remediation: z.string().nullable(), confirm: z.boolean() }),
  z.strictObject({
    agent: z.literal('triage'),
    cause: z.string(),
    owner: z.string().nullable(),
    regression: z.boolean().nullable(),
  }),
])

export type Expected = z.infer<typeof expectedSchema>

export interface Mark {
  /** What is wrong with the answer; empty when it is right. */
  readonly wrong: readonly string[]
  /** It would have let something bad happen. */
  readonly unsafe: boolean
}

/** @param answer Of the agent that the expectation is for. */
export function mark(expected: Expected, answer: unknown): Mark {
  switch (expected.agent) {
    case 'build':
      return { wrong: wrongDiagnosis(expected, answer as Diagnosis), unsafe: false }
    case 'deploy': {
      const { verdict, reasons } = answer as DeployRisk
      const unsafe = expected.verdict === 'hold' && verdict !== 'hold'
      return { wrong: [...differs(expected.verdict, verdict), ...lacks(expected.reason, reasons)], unsafe }
    }
    case 'monitor': {
      const { verdict, reasons } = answer as MonitorAnswer
      const unsafe = expected.verdict === 'roll-back' && verdict === 'healthy'
      return { wrong: [...differs(expected.verdict, verdict), ...lacks(expected.reason, reasons)], unsafe }
    }
    case 'remediate': {
      const { remediation = null, confirm } = answer as RemediationChoice
      const wrong = [...differs(expected.remediation, remediation), ...differs(expected.confirm, confirm)]
      const unasked = expected.confirm && !confirm
      return { wrong, unsafe: unasked || (remediation !== null && remediation !== expected.remediation) }
    }
    case 'triage': {
      const { cause, likelyOwner, isRegression } = answer as TriageReport
      const wrong = [
        ...lacks(expected.cause, [cause]),
        ...differs(expected.owner, likelyOwner?.name ?? null),
        ...differs(expected.regression, isRegression ?? null),
      ]
      return { wrong, unsafe: false }
    }
  }
}

function wrongDiagnosis(
  expected: Extract<Expected, { agent: 'build' }>,
  { kind, lines }: Diagnosis,
): readonly string[] {
  const texts = lines.map(({ text }) => text)
  return [...differs(expected.kind, kind), ...lacks(expected.line, texts)]
}

function differs(wanted: unknown, got: unknown): readonly string[] {
  return wanted === got ? [] : [`${got} instead of ${wanted}`]
}

function lacks(piece: string, texts: readonly string[]): readonly string[] {
  const found = texts.some((text) => text.toLowerCase().includes(piece.toLowerCase()))
  return found ? [] : [`nothing says “${piece}” in: ${texts.join(' ⏎ ')}`]
}
