import type { Run } from '../domain/run.ts'
import type { StepOutcome } from '../domain/run-decisions.ts'
import type { Workflows } from '../domain/workflow.ts'
import { isUndo } from '../domain/workflows/as-workflow.ts'
import { later } from '../domain/workflows/begin-step.ts'
import { riskSeenFor } from '../domain/workflows/several.ts'
import type { Transaction } from '../runtime/transact.ts'
import { startRun } from './start-run.ts'

/** Before it is looked again whether a task that does the very same has ended. */
const LOOK_AGAIN_MS = 15_000

type HandedOn = Extract<StepOutcome, { readonly kind: 'handed-on' }>

/**
 * Starts the task that a step is handed on to, together with the note that the step waits for it. While another task does
 * the very same there, nothing starts and the step looks again later.
 */
export async function handOn(
  transaction: Transaction,
  { task, plan: own, by, groups, thread, language, cancelRequested }: Run,
  step: string,
  outcome: HandedOn,
  workflows: Workflows,
  now: Date,
): Promise<StepOutcome> {
  if (cancelRequested && !isUndo(step)) return { kind: 'cancelled' }
  const { to, plan } = outcome
  const risk = own.kind === 'workflow' && own.several ? riskSeenFor(own.several, step) : undefined
  const asked = { by, groups, thread, ...(language && { language }), ...(risk && { risk }) }
  const request = { task: to, plan, ...asked, parent: { task, step } }
  const same = await startRun(transaction, request, workflows, now)
  return same === undefined ? outcome : { kind: 'paused', until: later(now, LOOK_AGAIN_MS) }
}
