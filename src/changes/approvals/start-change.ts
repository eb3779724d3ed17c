import { type ChangeRequest, changeStream, type Requirement } from '../../domain/change-request.ts'
import { isRunPlan } from '../../domain/plan.ts'
import { runStream } from '../../domain/run.ts'
import type { BrokenGlass } from '../../domain/run-events.ts'
import type { Transaction } from '../../runtime/transact.ts'
import type { Texts } from '../../texts/texts.ts'
import { stopOf } from '../gates.ts'
import type { ChangeParts } from '../parts.ts'
import { numberFor, startPlan, taskOf } from '../start.ts'
import type { ChangeResult } from './change-result.ts'

/** Why nothing may start there now, as a sentence: the answer that would start it is not recorded, and may come again. */
export async function barredNow(
  parts: ChangeParts,
  transaction: Transaction,
  { plan, by, overrides }: ChangeRequest,
  texts: Texts,
): Promise<string | undefined> {
  const stop = await stopOf(plan, by, parts, texts, { overrides, transaction })
  return stop && stop.lock === undefined ? `${stop.sentence} ${texts.changes.answer.notRecorded}` : undefined
}

/** Starts what was approved, in the append of the last approval. Behind somebody's lock it waits in line. */
export async function startChange(
  parts: ChangeParts,
  transaction: Transaction,
  change: ChangeRequest,
  required: readonly Requirement[],
  texts: Texts,
  brokeGlass?: BrokenGlass,
): Promise<ChangeResult> {
  const { change: id, plan, by, groups, thread, language, tell, tellOn, planHash: approved, risk, overrides } = change
  const [number, stop] = await Promise.all([
    numberFor(plan, parts.store),
    stopOf(plan, by, parts, texts, { overrides, transaction }),
  ])
  const origin = {
    ...{ by, groups, thread, language, tell, tellOn, approved, risk, overrides, brokeGlass },
    change: id,
    waitsFor: stop?.lock,
  }
  const pointless = await startPlan(parts, transaction, plan, number, origin)
  if (pointless !== undefined) {
    transaction.append(changeStream(id), { type: 'change.voided', change: id, reason: pointless })
    return { kind: 'moved', reason: pointless, askedAgain: false }
  }
  const task = taskOf(plan, number)
  const to = change.takenBy?.at(-1)
  if (task && to !== undefined && isRunPlan(plan))
    transaction.append(runStream(task), { type: 'run.handed-over', task, by, to })
  transaction.append(changeStream(id), { type: 'change.started', change: id, ...(task && { task }), required })
  return { kind: 'started', task, brokeGlass: brokeGlass !== undefined }
}
