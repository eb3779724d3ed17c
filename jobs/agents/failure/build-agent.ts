import { defineAgent } from '../core/define-agent.ts'
import { type BuildEvidence, buildEvidenceSchema, type Diagnosis, diagnosisSchema } from './build/evidence.ts'
import { constrainModel } from './build/model-bounds.ts'
import { diagnose } from './build/rules.ts'

const INSTRUCTIONS = `You say why a build, or the start of a release, has failed.

Name the cause in one sentence that somebody understands who was woken by it, and the lines that show it, each with its number and exactly as it stands in the log. What the rules have found is given beside the log: keep their kind of cause unless the log shows another one, and say it in better words if you can. The next step is that of the rules: repeat it.`

/** Says why work failed, from the end of its log, with the lines that show it. */
export const buildAgent = defineAgent<BuildEvidence, Diagnosis>({
  name: 'build',
  capabilities: ['build.diagnose'],
  input: buildEvidenceSchema,
  output: diagnosisSchema,
  model: 'summary',
  rules: { decide: diagnose, bounded: constrainModel, reasons: ({ cause }) => [cause] },
  run: (ask, evidence, byRules) =>
    ask({ instructions: INSTRUCTIONS, data: { failure: evidence, 'what the rules found': byRules } }),
})
