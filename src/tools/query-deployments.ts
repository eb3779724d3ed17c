import { z } from 'zod'
import type { JsonObject } from '../domain/event.ts'
import { isReleasePlan, targetOf } from '../domain/plan.ts'
import type { Run } from '../domain/run.ts'
import { findRun, findRuns } from '../queries/find-runs.ts'
import { ofRun } from './evidence.ts'
import { defineTool, name } from './tool.ts'

const RIGHT = 'deploy.history'
const MOST_RUNS = 10

export const queryDeployments = defineTool({
  name: 'query_deployments',
  description:
    'Builds, deployments and rollbacks, newest first: what, where, which version, how it ended and why it failed. Each has its task as id.',
  effect: 'read',
  permission: RIGHT,
  input: z.strictObject({
    service: name.optional(),
    environment: name.optional(),
    state: z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled']).optional(),
    task: name.optional().describe('Only this one, as TASK-7'),
    since: z.iso.datetime().optional().describe('Asked for at this moment or later, in UTC'),
    until: z.iso.datetime().optional(),
    limit: z.int().min(1).max(MOST_RUNS).optional(),
  }),
  async run({ task, limit = 5, ...filter }, scope) {
    const one = task === undefined ? undefined : await findRun(scope, task, RIGHT)
    const found = task === undefined ? (await findRuns(scope, filter, RIGHT)).slice(0, limit) : one ? [one] : []
    if (found.length === 0) return { kind: 'nothing', sentence: 'There is none, or this person may not see it.' }
    return { kind: 'found', facts: { deployments: found.map(runFacts) }, evidence: found.map(ofRun) }
  },
})

export function runFacts({ task, plan, state, requestedAt, endedAt, by, failure }: Run): JsonObject {
  const target = targetOf({ plan })
  return {
    id: task,
    kind: plan.kind,
    ...(plan.service !== undefined && { service: plan.service }),
    ...(target && { environment: target.environment, before: target.from?.version ?? 'nothing' }),
    ...(isReleasePlan(plan)
      ? { version: plan.release.version, commit: plan.release.sha.slice(0, 7), askedFor: plan.ref }
      : plan.kind === 'workflow'
        ? { workflow: plan.definition.id }
        : {}),
    state,
    requestedAt,
    ...(endedAt !== undefined && { endedAt }),
    by,
    ...(failure && { reason: failure.reason, nextStep: failure.nextStep }),
  }
}
