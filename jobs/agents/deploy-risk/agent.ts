import { defineAgent } from '../core/define-agent.ts'
import { type DeployEvidence, type DeployRisk, deployEvidenceSchema, deployRiskSchema } from './evidence.ts'
import { constrainModel } from './model-bounds.ts'
import { judgeRisk } from './rules.ts'

/** Whoever can judge this is asked before a deployment. */
export const DEPLOY_RISK = 'deploy.risk'

const INSTRUCTIONS = `You judge what a deployment risks, right before it begins: go, go-with-canary, or hold.

Hold only for grounds that a person on call would agree with: they have to decide about each one. Give each ground as one short sentence, the most important first. What is not among the facts is not known, and is no ground by itself. The verdict of the rules is given beside the facts: yours can be stricter. The tools show the commits between liveCommit and newCommit, and how earlier deployments there went: look where your verdict hangs on them.`

/** Judges a deployment before it starts, from what is known at that moment. */
export const deployAgent = defineAgent<DeployEvidence, DeployRisk>({
  name: 'deploy',
  capabilities: [DEPLOY_RISK],
  input: deployEvidenceSchema,
  output: deployRiskSchema,
  tools: ['read_diff', 'query_deployments'],
  rules: { decide: judgeRisk, bounded: constrainModel, reasons: ({ reasons }) => reasons },
  run: (ask, evidence, byRules) =>
    ask({ instructions: INSTRUCTIONS, data: { facts: evidence, 'verdict of the rules': byRules } }),
})
