import { defineAgent } from '../core/define-agent.ts'
import {
  type RemediateEvidence,
  type RemediationChoice,
  remediateEvidenceSchema,
  remediationChoiceSchema,
} from './evidence.ts'
import { constrainModel } from './model-bounds.ts'
import { chooseRemediation } from './rules.ts'

const INSTRUCTIONS = `You choose how a drift is put right: one of the allowed remediations by its name, or none, which means that a person has to look.

Prefer the one that takes the least away from people. Never choose one that was tried in vain. The choice of the rules is given beside the drift: you may choose a milder one, none, or ask for a person's yes; nothing beyond that counts.`

/** Chooses among the allowed remediations for a drift. */
export const remediateAgent = defineAgent<RemediateEvidence, RemediationChoice>({
  name: 'remediate',
  capabilities: ['drift.remediate'],
  input: remediateEvidenceSchema,
  output: remediationChoiceSchema,
  rules: { decide: chooseRemediation, bounded: constrainModel, reasons: ({ reasons }) => reasons },
  run: (ask, evidence, byRules) =>
    ask({ instructions: INSTRUCTIONS, data: { drift: evidence, 'choice of the rules': byRules } }),
})
