import { accessShow } from './access/show.ts'
import { agentList } from './agents/list.ts'
import { changeApprove } from './approvals/approve.ts'
import { changeList } from './approvals/list.ts'
import { changeReject } from './approvals/reject.ts'
import { changeShow } from './approvals/show.ts'
import { changeSubmit } from './approvals/submit.ts'
import { buildStart } from './builds/build.ts'
import { buildStatus } from './builds/status.ts'
import type { Capability, ChangeCapability, ReadCapability } from './capability.ts'
import { deployStart } from './deployments/deploy.ts'
import { deployDiff } from './deployments/diff.ts'
import { deployHistory } from './deployments/history.ts'
import { deployStatus } from './deployments/status.ts'
import { deviceFailures } from './devices/failures.ts'
import { driftFix } from './drift/fix.ts'
import { driftList } from './drift/list.ts'
import { deployCheck } from './gates/check.ts'
import { deployLock } from './gates/lock.ts'
import { deployPromote } from './gates/promote.ts'
import { deploySchedule } from './gates/schedule.ts'
import { deployUnlock } from './gates/unlock.ts'
import { healthCheck } from './health/check.ts'
import { helpShow } from './help/show.ts'
import { errorBudgetStatus } from './metrics/error-budget.ts'
import { metricsQuery } from './metrics/query.ts'
import { logsShow } from './operations/logs.ts'
import { serviceRestart } from './operations/restart.ts'
import { serviceScale } from './operations/scale.ts'
import { rollbackStart } from './rollbacks/rollback.ts'
import { greet } from './talk/greet.ts'
import { thank } from './talk/thank.ts'
import { taskCancel } from './tasks/cancel.ts'
import { taskList } from './tasks/list.ts'
import { taskRetry } from './tasks/retry.ts'
import { taskStatus } from './tasks/status.ts'
import { workflowList } from './workflows/list.ts'
import { workflowStart } from './workflows/start.ts'
import { workflowStatus } from './workflows/status.ts'

/** Everything people can ask for, in the order in which help shows it. */
const READS = [
  deployStatus,
  deployHistory,
  deployDiff,
  deployCheck,
  buildStatus,
  healthCheck,
  metricsQuery,
  logsShow,
  driftList,
  deviceFailures,
  errorBudgetStatus,
  taskList,
  taskStatus,
  workflowList,
  workflowStatus,
  changeList,
  changeShow,
  agentList,
  accessShow,
  helpShow,
  greet,
  thank,
] as const satisfies readonly ReadCapability[]

const CHANGES = [
  buildStart,
  deployStart,
  rollbackStart,
  deploySchedule,
  deployPromote,
  deployLock,
  deployUnlock,
  serviceRestart,
  serviceScale,
  driftFix,
  workflowStart,
  taskRetry,
  taskCancel,
  changeSubmit,
  changeApprove,
  changeReject,
] as const satisfies readonly ChangeCapability[]

export type ReadIntent = (typeof READS)[number]['intent']
export type ChangeIntent = (typeof CHANGES)[number]['intent']

export const CAPABILITIES: readonly Capability[] = [...READS, ...CHANGES]
export const ALL_INTENTS: readonly string[] = CAPABILITIES.map(({ intent }) => intent)

const byIntent: ReadonlyMap<string, Capability> = new Map(CAPABILITIES.map((one) => [one.intent, one]))
const reads: ReadonlyMap<string, ReadCapability> = new Map(READS.map((one) => [one.intent, one]))
const changes: ReadonlyMap<string, ChangeCapability> = new Map(CHANGES.map((one) => [one.intent, one]))

export const isRead = (intent: string): intent is ReadIntent => reads.has(intent)
export const isChange = (intent: string): intent is ChangeIntent => changes.has(intent)

/** Whether its person may is decided on what it is about, and not before. */
export const decidesRight = (intent: string): boolean => changes.get(intent)?.decidesRight ?? false

/** Undefined for what is understood and cannot be done yet; see not-yet.ts. */
export const capabilityOf = (intent: string): Capability | undefined => byIntent.get(intent)

/** @throws {Error} for an intent that is none: a fault of the caller, since people never type ids. */
export const readCapability = (intent: ReadIntent): ReadCapability => found(reads, intent)
/** @throws {Error} for an intent that is none: a fault of the caller, since people never type ids. */
export const changeCapability = (intent: ChangeIntent): ChangeCapability => found(changes, intent)

function found<Value>(map: ReadonlyMap<string, Value>, intent: string): Value {
  const value = map.get(intent)
  if (value === undefined) throw new Error(`there is no capability ${intent}`)
  return value
}
