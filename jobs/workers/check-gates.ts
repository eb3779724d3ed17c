import { type GateParts, stopOf } from '../../src/changes/gates.ts'
import type { Run } from '../../src/domain/run.ts'
import type { Failure } from '../../src/domain/run-events.ts'
import { isUndo } from '../../src/domain/workflows/as-workflow.ts'
import type { WorkflowDefinition } from '../../src/domain/workflows/definition.ts'
import { changesUnseen } from '../../src/domain/workflows/places.ts'
import { textsIn } from '../../src/texts/texts-in.ts'
import { isUntouched } from './is-untouched.ts'

/**
 * Why a task must not start its step after all: a freeze has started since it was confirmed, as while it waited in line. A
 * deployment's lock is decided on when its turn comes, and a command has no turn: a lock stops it. What has already started
 * is finished.
 */
export async function checkGates(run: Run, step: string, parts: GateParts): Promise<Failure | undefined> {
  const { plan, by, language, overrides } = run
  const isCommand = plan.kind === 'workflow'
  if (isCommand ? !isNewCommand(run, plan.definition, step) : !isUntouched(run, step)) return undefined
  const texts = textsIn(language)
  const stop = await stopOf(plan, by, parts, texts, { overrides })
  if (!stop || (!isCommand && stop.verdicts.every(({ rule }) => rule === 'lock'))) return undefined
  return { reason: stop.sentence, nextStep: texts.gates.askAgainThen }
}

/** What has started may have done something, and what undoes a step is no new change. */
function isNewCommand({ steps }: Run, definition: WorkflowDefinition, step: string): boolean {
  const own = definition.steps.find(({ id }) => id === step.split('/')[0])
  return own !== undefined && changesUnseen(own.uses) && !isUndo(step) && steps[step] === 'requested'
}
