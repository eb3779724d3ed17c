import type { ChangeId } from '../domain/change-request.ts'
import { scheduleFrom } from '../domain/histories.ts'
import type { TaskId, UserId } from '../domain/ids.ts'
import { planHash } from '../domain/plan.ts'
import type { CancelPlan } from '../domain/plans/cancel.ts'
import type { SchedulePlan } from '../domain/plans/schedule.ts'
import type { Risk } from '../domain/risk.ts'
import type { BrokenGlass } from '../domain/run-events.ts'
import { scheduleStream } from '../domain/schedule.ts'
import type { Transaction } from '../runtime/transact.ts'
import type { Texts } from '../texts/texts.ts'
import type { Actor } from './actor.ts'
import { type GateParts, stopOf } from './gates.ts'
import type { ChangeParts } from './parts.ts'

/** On whose behalf, and with what others have permitted. */
interface Scheduled extends Actor {
  readonly risk?: Risk | undefined
  readonly change?: ChangeId | undefined
  readonly overrides?: readonly string[] | undefined
  readonly brokeGlass?: BrokenGlass | undefined
}

/** Schedules a deployment. @returns Why nothing was scheduled, as a sentence. */
export async function scheduleDeployment(
  parts: GateParts & Pick<ChangeParts, 'newId'>,
  transaction: Transaction,
  plan: SchedulePlan,
  task: TaskId,
  { by, groups, thread, language, tell = [], tellOn, risk, change, overrides = [], brokeGlass }: Scheduled,
  texts: Texts,
): Promise<string | undefined> {
  const stop = await stopOf(plan, by, parts, texts, { overrides })
  if (stop) return stop.sentence
  const { at, deploy } = plan
  transaction.append(scheduleStream(task), {
    type: 'deploy.scheduled',
    task,
    at,
    ...(plan.zone !== parts.settings.gates.timeZone && { zone: plan.zone }),
    plan: deploy,
    planHash: planHash(deploy),
    thread,
    by,
    groups,
    ...(language && { language }),
    ...(tell.length > 0 && { tell, ...(tellOn && { tellOn }) }),
    ...(risk && { risk }),
    ...(change !== undefined && { change }),
    ...(overrides.length > 0 && { overrides }),
    ...(brokeGlass && { brokeGlass }),
    button: parts.newId(),
  })
  return undefined
}

/** Cancels a deployment that has not started yet. False when there is none of that number. */
export async function cancelSchedule(
  transaction: Transaction,
  { task, reason }: Pick<CancelPlan, 'task' | 'reason'>,
  by: UserId,
): Promise<boolean> {
  const stream = scheduleStream(task)
  if (scheduleFrom(await transaction.read(stream))?.state.kind !== 'open') return false
  const why = reason === undefined ? {} : { reason }
  transaction.append(stream, { type: 'schedule.cancelled', task, by, ...why })
  return true
}
