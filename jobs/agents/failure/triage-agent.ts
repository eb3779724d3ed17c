import { defineAgent } from '../core/define-agent.ts'
import { type TriageEvidence, type TriageReport, triageEvidenceSchema, triageReportSchema } from './triage/evidence.ts'
import { constrainModel } from './triage/model-bounds.ts'
import { triageRun } from './triage/rules.ts'

const INSTRUCTIONS = `A run has failed. You say why in one or two sentences, and who most probably knows that code. What to do next is said by the rules: repeat theirs. Links are not shown.

An owner is somebody who is named among the facts as having changed what fails, with the reason for thinking so; leave the owner out where the cause is nobody's code, such as a network or a full disk. What the rules make of it is given beside the facts. The tools show the commits that the task brought, its log, and that of the instance that serves: look where the end of the log does not show the cause.`

/** Turns a failed run into its cause, its likely owner, and what to do next. */
export const triageAgent = defineAgent<TriageEvidence, TriageReport>({
  name: 'triage',
  capabilities: ['run.triage'],
  input: triageEvidenceSchema,
  output: triageReportSchema,
  model: 'summary',
  tools: ['read_logs', 'read_diff'],
  rules: { decide: triageRun, bounded: constrainModel, reasons: ({ cause, next }) => [cause, ...next] },
  run: (ask, evidence, byRules) =>
    ask({ instructions: INSTRUCTIONS, data: { facts: evidence, 'what the rules make of it': byRules } }),
})
