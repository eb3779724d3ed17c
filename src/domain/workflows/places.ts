import type { Whereabouts } from '../place.ts'
import type { Action, WorkflowDefinition } from './definition.ts'
import { fill, type Values } from './references.ts'

/** What stands for a value that only an earlier step will say. */
const UNKNOWN = ''

/** The environments that a workflow changes, as far as its inputs say: `''` for one that only a run will know. */
export function changedEnvironments({ steps }: WorkflowDefinition, inputs: Values['inputs']): readonly string[] {
  const actions = steps.flatMap((step): readonly Action[] => (step.onFailure ? [step, step.onFailure] : [step]))
  const texts = actions.flatMap((action) =>
    action.uses === 'deploy' || action.uses === 'rollback' ? [action.with.environment] : [],
  )
  return distinct(texts.map((text) => known(text, inputs)))
}

/** The one service and the one environment that a workflow is about; each is left out where there are several or none. */
export function placeOfWorkflow({ steps }: WorkflowDefinition, inputs: Values['inputs']): Whereabouts {
  const about = steps.flatMap(({ uses, with: given }): readonly Record<string, unknown>[] =>
    uses === 'build' || uses === 'deploy' || uses === 'rollback' || uses === 'health' ? [{ ...given }] : [],
  )
  const only = (name: 'service' | 'environment'): string | undefined => {
    const [one, ...others] = distinct(about.flatMap((given) => textIn(given[name], inputs)))
    return others.length > 0 || one === UNKNOWN ? undefined : one
  }
  const [service, environment] = [only('service'), only('environment')]
  return { ...(service !== undefined && { service }), ...(environment !== undefined && { environment }) }
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)]

const textIn = (text: unknown, inputs: Values['inputs']): readonly string[] =>
  typeof text === 'string' ? [known(text, inputs)] : []

function known(text: string, inputs: Values['inputs']): string {
  return fill(text, { inputs, outputs: {}, results: {}, run: { task: '', by: '' } })
}
