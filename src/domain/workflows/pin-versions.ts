import type { CommitOf } from './commit-of.ts'
import type { Action, StepDefinition, WorkflowDefinition } from './definition.ts'
import { commitsOfItems } from './pin-items.ts'
import { fill, parseReference, referencesIn, type Values } from './references.ts'

/**
 * A workflow with the commits that its versions mean, so that a branch or a tag that moves while a run waits changes
 * nothing. What only a run will know stays as it is written, and so does `previous`.
 */
export async function pinVersions(
  definition: WorkflowDefinition,
  inputs: Values['inputs'],
  commitOf: CommitOf,
): Promise<WorkflowDefinition> {
  const pin = (action: Action): Promise<Action> => pinned(action, inputs, commitOf)
  const steps = definition.steps.map(async (step) => ({
    ...step,
    ...(await pin(step)),
    ...(step.onFailure && { onFailure: await pin(step.onFailure) }),
  }))
  // What continues brings what it was started with.
  const commits = { ...(await commitsOfItems(definition, inputs, commitOf)), ...definition.commits }
  return {
    ...definition,
    ...(Object.keys(commits).length > 0 && { commits }),
    steps: (await Promise.all(steps)) as readonly StepDefinition[],
  }
}

async function pinned(action: Action, inputs: Values['inputs'], commitOf: CommitOf): Promise<Action> {
  if (!('with' in action) || !('version' in action.with)) return action
  const { service, version } = action.with
  if (![service, version].every(isOfInputs)) return action
  const filled = (text: string): string => fill(text, { inputs, outputs: {}, results: {}, run: { task: '', by: '' } })
  const wanted = filled(version)
  const sha = wanted === 'previous' ? undefined : await commitOf(filled(service), wanted)
  return sha === undefined ? action : ({ ...action, with: { ...action.with, version: sha } } as Action)
}

const isOfInputs = (text: string): boolean =>
  referencesIn(text).every((inner) => parseReference(inner)?.kind === 'input')
