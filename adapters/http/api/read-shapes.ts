import { z } from 'zod'
import type { ChangeRequest } from '../../../src/domain/change-request.ts'
import type { Lock } from '../../../src/domain/gates/place-lock.ts'
import { type Plan, whereOf } from '../../../src/domain/plan.ts'
import type { Release } from '../../../src/domain/release.ts'
import type { Run } from '../../../src/domain/run.ts'
import type { RegisteredWorker } from '../../../src/domain/worker.ts'
import type { SeenPlace, SeenRun, SeenWorkflow } from '../../../src/ports/web-reads.ts'

const moment = z.string().describe('ISO 8601 in UTC')
const maybe = z.string().optional()
const place = z.object({ service: z.string(), environment: z.string() })
const release = z.object({ version: z.string(), commit: z.string() })

export const placeSchema = place
  .extend({
    live: release.extend({ task: z.string(), since: moment, stopped_since: moment.optional() }).optional(),
    previous: release.optional(),
    changing: maybe.describe('The task that changes it now'),
    health: z
      .object({ state: z.string(), since: moment.optional(), sentence: maybe, version: maybe, url: maybe })
      .optional()
      .describe('Only with ?health=true, which asks the place itself'),
  })
  .meta({ id: 'Place' })

export const taskSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    state: z.string(),
    service: maybe,
    environment: maybe,
    release: release.optional(),
    workflow: maybe,
    change: maybe,
    by: z.string(),
    requested_at: moment,
    started_at: moment.optional(),
    ended_at: moment.optional(),
    failure: z.object({ reason: z.string(), step: maybe, next_step: z.string() }).optional(),
  })
  .meta({ id: 'Task' })

export const taskInFullSchema = taskSchema
  .extend({
    phase: maybe,
    steps: z.array(
      z.object({
        id: z.string(),
        state: z.string(),
        needs: z.array(z.string()),
        started_at: moment.optional(),
        ended_at: moment.optional(),
      }),
    ),
  })
  .meta({ id: 'TaskInFull' })

export const changeSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    state: z.string(),
    service: maybe,
    environment: maybe,
    release: release.optional(),
    by: z.string(),
    reason: maybe,
    requested_at: moment,
    expires_at: moment,
    plan_hash: z.string().describe('What approvals are for'),
    required: z.array(z.object({ count: z.int(), roles: z.array(z.string()), why: z.string() })),
    approvals: z.array(z.object({ by: z.string(), at: moment })),
    risk: z.object({ verdict: z.string(), reasons: z.array(z.string()) }).optional(),
    task: maybe,
    why: maybe.describe('Why it was declined, or is void'),
  })
  .meta({ id: 'Change' })

export const lockSchema = z
  .object({ id: z.string(), by: z.string(), reason: maybe, at: moment, expires_at: moment, places: z.array(place) })
  .meta({ id: 'Lock' })

export const workflowSchema = z
  .object({
    id: z.string(),
    title: maybe,
    inputs: z.array(
      z.object({
        ...{ name: z.string(), type: z.string(), default: maybe, description: maybe },
        options: z.array(z.string()).optional(),
      }),
    ),
    steps: z.array(z.object({ id: z.string(), title: maybe, uses: z.string(), needs: z.array(z.string()) })),
    last: taskSchema.optional().describe('The newest run that you may see'),
  })
  .meta({ id: 'Workflow' })

export const agentSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    host: z.string(),
    state: z.enum(['live', 'lost']),
    takes: z.array(z.string()),
    models: z.array(z.string()),
    in_hand: z.int(),
    capacity: z.int(),
    registered_for_ms: z.number(),
    last_seen_ms: z.number(),
    judges: z.array(z.object({ name: z.string(), model: maybe, in_hand: z.int() })),
  })
  .meta({ id: 'Agent', description: 'A process that takes steps, with the agents in it that judge.' })

export const entrySchema = z
  .object({
    position: z.int(),
    at: moment,
    kind: z.enum(['request', 'decision', 'refusal', 'effect']),
    event: z.string(),
    who: z.object({ platform: z.string(), id: z.string(), for: maybe }),
    where: z.object({ service: maybe, environment: maybe, thread: maybe }),
    what: z.string(),
    why: maybe,
    evidence: z.unknown().optional(),
    correlation: z.string(),
    hash: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' })

export function shownPlace({ service, environment, state, health }: SeenPlace): z.input<typeof placeSchema> {
  const { current, previous, holder } = state ?? {}
  return {
    ...{ service, environment },
    live: current && {
      ...shownRelease(current.release),
      ...{ task: current.task, since: current.at, stopped_since: current.stoppedAt },
    },
    previous: previous && shownRelease(previous.release),
    changing: holder,
    health: health && {
      state: health.state,
      url: health.url,
      ...('since' in health && { since: health.since }),
      ...('release' in health && { version: health.release.version }),
      ...('sentence' in health && { sentence: health.sentence }),
    },
  }
}

export function shownTask(run: Run): z.input<typeof taskSchema> {
  const { task, plan, state, by, requestedAt, startedAt, endedAt, failure, change } = run
  return {
    ...{ id: task, kind: plan.kind, state, ...shownAim(plan), by, change },
    ...{ requested_at: requestedAt, started_at: startedAt, ended_at: endedAt },
    workflow: plan.kind === 'workflow' ? plan.definition.id : undefined,
    failure: failure && { reason: failure.reason, step: failure.step, next_step: failure.nextStep },
  }
}

export function shownTaskInFull({ run, steps }: SeenRun): z.input<typeof taskInFullSchema> {
  return {
    ...shownTask(run),
    phase: run.phase,
    steps: steps.map(({ id, state, needs, startedAt, endedAt }) => ({
      ...{ id, state, needs: [...needs] },
      ...{ started_at: startedAt, ended_at: endedAt },
    })),
  }
}

export function shownChange(change: ChangeRequest): z.input<typeof changeSchema> {
  const { state, plan, by, reason, requestedAt, expiresAt, planHash, required, approvals, risk } = change
  return {
    ...{ id: change.change, kind: plan.kind, state: state.kind, ...shownAim(plan), by, reason },
    ...{ requested_at: requestedAt, expires_at: expiresAt, plan_hash: planHash },
    required: required.map(({ count, roles, why }) => ({ count, roles: [...roles], why })),
    approvals: approvals.map((given) => ({ by: given.by, at: given.at })),
    risk: risk && { verdict: risk.verdict, reasons: [...risk.reasons] },
    task: 'task' in state ? state.task : undefined,
    why: 'reason' in state ? state.reason : undefined,
  }
}

export function shownLock({ lock, by, reason, at, expiresAt, places }: Lock): z.input<typeof lockSchema> {
  const where = places.map(({ service, environment }) => ({ service, environment }))
  return { id: lock, by, reason, at, expires_at: expiresAt, places: where }
}

export function shownWorkflow({ definition, last }: SeenWorkflow): z.input<typeof workflowSchema> {
  const { id, title, inputs, steps } = definition
  return {
    ...{ id, title },
    inputs: Object.entries(inputs).map(([name, { options, ...input }]) => ({
      ...{ name, ...input },
      options: options && [...options],
    })),
    steps: steps.map((step) => ({ id: step.id, title: step.title, uses: step.uses, needs: [...step.needs] })),
    last: last && shownTask(last),
  }
}

export function shownAgent(worker: RegisteredWorker): z.input<typeof agentSchema> {
  const { id, name, host, state, capabilities, models, inHand, capacity, registeredForMs, lastSeenMs } = worker
  return {
    ...{ id, name, host, state, takes: [...capabilities], models: [...models], in_hand: inHand, capacity },
    ...{ registered_for_ms: registeredForMs, last_seen_ms: lastSeenMs },
    judges: (worker.deciding ?? []).map((agent) => ({ name: agent.name, model: agent.model, in_hand: agent.inHand })),
  }
}

const shownRelease = ({ version, sha }: Release): z.input<typeof release> => ({ version, commit: sha })

/** What a plan is about. */
export function shownAim(plan: Plan) {
  return { ...whereOf({ plan }), release: 'release' in plan ? shownRelease(plan.release) : undefined }
}
