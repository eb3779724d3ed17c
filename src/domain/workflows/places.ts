import { CI_SYSTEMS } from '../ci-run.ts'
import type { Whereabouts } from '../place.ts'
import type { Action, InputDefinition, InputType, WorkflowDefinition } from './definition.ts'
import { fill, type Values } from './references.ts'

type Definition = Pick<WorkflowDefinition, 'steps' | 'inputs'>
type Inputs = Values['inputs']

/** What stands for a value that only an earlier step will say. */
const UNKNOWN = ''

/** The environments that a workflow changes, as far as its inputs say: `''` for one that only a run will know. */
export function changedEnvironments(definition: Definition, inputs: Inputs): readonly string[] {
  const given = valuesOf(definition, inputs)
  const texts = actionsOf(definition).flatMap((action) => (changesPlace(action) ? [action.with.environment] : []))
  const commanded = placesOfCommands(definition, inputs).flatMap(({ environment = [] }) => environment)
  return distinct([...texts.map((text) => known(text, given)), ...commanded])
}

type PlacedAction = Extract<Action, { readonly uses: 'deploy' | 'rollback' | 'restart' | 'scale' }>

const CHANGING: readonly Action['uses'][] = ['deploy', 'rollback', 'restart', 'scale']

/** Whether an action changes what runs at the one place that it names. */
const changesPlace = (action: Action): action is PlacedAction => CHANGING.includes(action.uses)

/**
 * Where the commands, requests and CI runs of a workflow change something. Nobody can tell what they do, so it is every place that
 * its inputs name.
 */
export function placesOfCommands(definition: Definition, inputs: Inputs): readonly Whereabouts[] {
  if (!actionsOf(definition).some(({ uses }) => changesUnseen(uses))) return []
  const given = valuesOf(definition, inputs)
  const named = (type: InputType): readonly (string | undefined)[] => {
    const names = Object.keys(definition.inputs).filter((name) => definition.inputs[name]?.type === type)
    const values = distinct(names.flatMap((name) => given[name] || []))
    return values.length === 0 ? [undefined] : values
  }
  const pairs = named('service').flatMap((service) =>
    named('environment').map((environment) => ({ service, environment })),
  )
  return pairs.map(whereabouts).filter((place) => Object.keys(place).length > 0)
}

/** Whether an action may change anything anywhere. */
export const changesUnseen = (uses: Action['uses']): boolean => uses === 'command' || uses === 'http' || isCi(uses)

const isCi = (uses: Action['uses']): boolean => CI_SYSTEMS.some((system) => system === uses)

/** Every place that a workflow is about, as far as its inputs say. */
export function placesOfWorkflow(definition: Definition, inputs: Inputs): readonly Whereabouts[] {
  const places = about(definition, inputs).map(whereabouts)
  const texts = distinct(places.map((place) => JSON.stringify(place)))
  return texts.map((text) => JSON.parse(text) as Whereabouts).filter((place) => Object.keys(place).length > 0)
}

/** The one service and the one environment that a workflow is about; each is left out where there are several or none. */
export function placeOfWorkflow(definition: Definition, inputs: Inputs): Whereabouts {
  const places = about(definition, inputs)
  const only = (name: 'service' | 'environment'): string | undefined => {
    const [one, ...others] = distinct(places.flatMap((place) => place[name] ?? []))
    return others.length > 0 ? undefined : one
  }
  return whereabouts({ service: only('service'), environment: only('environment') })
}

interface About {
  readonly service?: string | undefined
  readonly environment?: string | undefined
}

/** Where each of its steps works; a value that only a run will know is `UNKNOWN`. */
function about(definition: Definition, inputs: Inputs): readonly About[] {
  const given = valuesOf(definition, inputs)
  const steps = actionsOf(definition).flatMap((action) => aboutAction(action, given))
  return [...steps, ...placesOfCommands(definition, inputs)]
}

function aboutAction(action: Action, given: Inputs): readonly About[] {
  switch (action.uses) {
    case 'build':
    case 'test':
      return [{ service: known(action.with.service, given) }]
    case 'deploy':
    case 'rollback':
    case 'restart':
    case 'scale':
    case 'health':
      return [{ service: known(action.with.service, given), environment: known(action.with.environment, given) }]
    case 'command':
    case 'http':
    case 'agent':
    case 'approval':
    case 'wait':
    case 'github-actions':
    case 'gitlab-pipeline':
    case 'jenkins':
      return []
  }
}

function whereabouts({ service, environment }: About): Whereabouts {
  return { ...(service && { service }), ...(environment && { environment }) }
}

const actionsOf = ({ steps }: Definition): readonly Action[] =>
  steps.flatMap((step): readonly Action[] => (step.onFailure ? [step, step.onFailure] : [step]))

/** What was said, and what is meant where nothing was. */
function valuesOf({ inputs: definitions }: Definition, inputs: Inputs): Inputs {
  const values = Object.entries(definitions).flatMap(([name, input]: [string, InputDefinition]) => {
    const value = Object.hasOwn(inputs, name) ? inputs[name] : input.default
    return value === undefined ? [] : [[name, value]]
  })
  return Object.fromEntries(values)
}

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)]

function known(text: string, inputs: Inputs): string {
  return fill(text, { inputs, outputs: {}, results: {}, run: { task: UNKNOWN, by: UNKNOWN } })
}
