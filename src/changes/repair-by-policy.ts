import { type Drift, driftStream } from '../domain/drift.ts'
import { environmentStream } from '../domain/environment.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import { driftFrom, type History, lockFrom } from '../domain/histories.ts'
import type { TaskId } from '../domain/ids.ts'
import type { RepairPlan } from '../domain/plans/repair.ts'
import { POLICY_ACTOR } from '../domain/policy-actor.ts'
import { deviceLabel, runs } from '../domain/projections.ts'
import {
  budgetStreams,
  decideRepair,
  type NotedRepairDecision,
  type RepairAction,
  type RepairDecision,
  type RepairPolicy,
} from '../domain/repair-policy.ts'
import type { Settings } from '../domain/settings.ts'
import type { Workflows } from '../domain/workflow.ts'
import type { Clock } from '../ports/clock.ts'
import type { Documents, EventLog } from '../ports/event-store.ts'
import type { Recipes } from '../ports/recipes.ts'
import { repairAttempts } from '../queries/repair-attempts.ts'
import { claimDevice, fixOf } from '../runs/claim-device.ts'
import { startRun } from '../runs/start-run.ts'
import { type Cause, type Transaction, transact } from '../runtime/transact.ts'
import { textsIn } from '../texts/texts-in.ts'
import { stopOf } from './gates.ts'

export interface RepairParts {
  readonly log: EventLog<ShipmateEvent> & Documents
  readonly clock: Clock
  readonly policy: RepairPolicy
  readonly workflows: Workflows
  readonly recipes: Recipes
  readonly settings: Settings
}

/** The drift of a device. */
export type DeviceDrift = Drift & { readonly device: string }

/**
 * Decides what is done about the drift of a device, and does what the policy permits unasked. The lock of the ring, the
 * budget and the drift are read in the transaction that starts the fix: of two processes, one starts it.
 * @param seemsBusy Somebody is known to be at work in the ring: no number is taken for a fix that cannot start.
 * @returns Whether a fix was started.
 */
export async function repairByPolicy(
  parts: RepairParts,
  drift: DeviceDrift,
  cause: Cause,
  seemsBusy: boolean,
): Promise<boolean> {
  const { log, clock } = parts
  const now = clock.now()
  if (isWaiting(drift, now)) return false
  const attempts = await repairAttempts(drift, now, log)
  const first = decide(parts, drift, attempts, { startedUnasked: [], isBusy: seemsBusy }, now)
  if (isNoted(drift, first) || (first.do === 'wait' && first.why === 'busy')) return false
  const task: TaskId = first.do === 'fix' ? `TASK-${await log.nextNumber('task')}` : 'TASK-0'
  const decided = await transact(log, cause, now, async (transaction) => {
    const { service, environment, device } = drift
    const stream = driftStream(service, environment, device)
    const present = driftFrom(await transaction.read(stream))
    if (present?.drift !== drift.drift || present.ended) return false
    const lock = lockFrom(await transaction.read(environmentStream(service, environment)))
    const startedUnasked = (await Promise.all(budgetStreams(now).map(transaction.read))).flatMap(momentsOf)
    // Whose turn it is not, or what a freeze or a lock of somebody stops, is decided on later.
    const plan = first.do === 'fix' ? planOf(parts, drift, first.action) : undefined
    const isStopped = plan !== undefined && (await isStoppedNow(parts, plan, transaction))
    const isHeld = lock.holder !== undefined || lock.waiting.length > 0 || lock.lock !== undefined
    const isBusy = isHeld || isStopped || (await isUnderRepair(device, log, transaction))
    const decision = decide(parts, drift, attempts, { startedUnasked, isBusy }, now)
    if (decision.do === 'fix' && plan) await start(parts, transaction, drift.task, plan, task, now)
    const noted = asNoted(decision, task)
    if (!noted || isNoted(present, decision)) return false
    const of = { drift: drift.drift, service, environment, device }
    transaction.append(stream, { type: 'drift.decided', ...of, decision: noted })
    return decision.do === 'fix'
  })
  return decided.kind === 'done' && decided.result
}

function isWaiting({ decision }: Drift, now: Date): boolean {
  return decision?.do === 'wait' && Date.parse(decision.until) > now.getTime()
}

type Attempts = Awaited<ReturnType<typeof repairAttempts>>
type Circumstances = Pick<Parameters<typeof decideRepair>[1], 'startedUnasked' | 'isBusy'>

function decide(
  { policy }: RepairParts,
  { kind, environment: ring }: Drift,
  attempts: Attempts,
  circumstances: Circumstances,
  now: Date,
): RepairDecision {
  const ended = attempts.map(({ endedAt }) => (endedAt === undefined ? {} : { endedAt }))
  return decideRepair(policy, { kind, ring, attempts: ended, ...circumstances }, now)
}

const momentsOf = (history: History): readonly string[] => history.map(({ at }) => at)

/** What somebody at work there means for it is known when they are done. */
function asNoted(decision: RepairDecision, task: TaskId): NotedRepairDecision | undefined {
  if (decision.do === 'wait' && decision.why === 'busy') return undefined
  return decision.do === 'fix' ? { ...decision, task } : decision
}

/** The same decision again is no news; a fix always is. */
function isNoted({ decision: noted }: Drift, decision: RepairDecision): boolean {
  if (noted === undefined || decision.do === 'fix') return false
  const { task: _, ...before } = noted
  return JSON.stringify(before) === JSON.stringify(decision)
}

/** Another service on it belongs to another line. Fixes that a version without claims has started are in the list alone. */
async function isUnderRepair(device: string, documents: Documents, transaction: Transaction): Promise<boolean> {
  if (await fixOf(transaction, device)) return true
  const active = await documents.list(runs, { labels: ['active', 'repair', deviceLabel(device)], limit: 1 })
  return active.length > 0
}

/** Checks are asked for only where something new is deployed. */
const NO_CHECKS = { checksOf: async () => ({ problem: 'no-host' as const }) }

async function isStoppedNow({ log: store, ...parts }: RepairParts, plan: RepairPlan, transaction: Transaction) {
  return (
    (await stopOf(plan, POLICY_ACTOR, { ...parts, store, delivery: NO_CHECKS }, textsIn(undefined), {
      transaction,
    })) !== undefined
  )
}

function planOf({ recipes }: RepairParts, drift: DeviceDrift, action: RepairAction): RepairPlan {
  const { service, environment, device, expected } = drift
  return {
    ...{ kind: 'repair', service, environment, device, action },
    drift: drift.drift,
    ref: expected.version,
    release: expected,
    recipe: recipes.recipe(service, environment),
  }
}

/** It is told of where the deployment was that put there what the device should have. */
async function start(
  { log, workflows }: RepairParts,
  transaction: Transaction,
  deployment: TaskId,
  plan: RepairPlan,
  task: TaskId,
  now: Date,
): Promise<void> {
  const thread = (await log.get(runs, deployment))?.thread
  if (thread === undefined) throw new Error(`${deployment} deployed to ${plan.environment}, and is not in the log`)
  await startRun(transaction, { task, plan, by: POLICY_ACTOR, groups: [], thread }, workflows, now)
  claimDevice(transaction, plan, task)
  const [stream] = budgetStreams(now)
  transaction.append(stream, { type: 'repair.granted', device: plan.device, task })
}
