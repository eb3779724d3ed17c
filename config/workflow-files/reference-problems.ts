import { before } from '../../src/domain/workflows/before.ts'
import type { Action, StepDefinition, WorkflowDefinition } from '../../src/domain/workflows/definition.ts'
import { parseReference, type Reference, referencesIn } from '../../src/domain/workflows/references.ts'
import { suggest } from '../near.ts'
import type { Path } from '../source.ts'
import type { Found } from './found.ts'

/** References to what does not exist, or is not known yet when they are read. @param secrets The names there are. */
export function referenceProblems(
  definition: WorkflowDefinition,
  secrets: readonly string[] | undefined,
): readonly Found[] {
  const { steps } = definition
  return steps.flatMap((step, index) => {
    const path = ['steps', index]
    const ready = before(step, steps)
    const at = { definition, step, secrets }
    return [
      ...inTexts(step.with, [...path, 'with'], { ...at, ready }),
      ...inTexts(step.forEach ?? '', [...path, 'forEach'], { ...at, ready, inList: true }),
      ...(step.onFailure
        ? inTexts(step.onFailure.with, [...path, 'onFailure', 'with'], { ...at, ready: new Set([...ready, step.id]) })
        : []),
    ]
  })
}

interface Place {
  readonly definition: WorkflowDefinition
  readonly step: StepDefinition
  readonly secrets: readonly string[] | undefined
  /** The steps that are over by then. */
  readonly ready: ReadonlySet<string>
  readonly inList?: true
}

function inTexts(value: unknown, path: Path, place: Place): readonly Found[] {
  if (typeof value === 'string') return referencesIn(value).flatMap((text) => problemWith(text, path, place) ?? [])
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => {
    const step = Array.isArray(value) ? Number(key) : key
    return inTexts(part, [...path, step], place)
  })
}

const HOW = 'There are inputs.x, steps.y.outputs.z, steps.y.result, item, run.task, run.by and secrets.NAME.'

function problemWith(text: string, path: Path, place: Place): Found | undefined {
  const reference = parseReference(text)
  if (!reference) return { path, problem: `'${text.slice(0, 60)}' points nowhere`, remedy: HOW }
  return wrongReference(reference, path, place)
}

/** Why a reference cannot be read there; undefined when it can. */
export function wrongReference(reference: Reference, path: Path, place: Place): Found | undefined {
  const { definition, step, secrets, inList } = place
  switch (reference.kind) {
    case 'input': {
      const known = Object.keys(definition.inputs)
      if (known.includes(reference.name)) return undefined
      return { path, problem: `there is no input '${reference.name}'`, remedy: suggest(reference.name, known) }
    }
    case 'output':
      return wrongStep(reference.step, path, place) ?? wrongOutput(reference.step, reference.name, path, place)
    case 'result':
      return wrongStep(reference.step, path, place)
    case 'item':
      if (step.forEach !== undefined && !inList) return undefined
      return { path, problem: 'there is no item here', remedy: 'Only a step with forEach has one, in its with.' }
    case 'secret': {
      if (!path.some((part) => part === 'env' || part === 'headers'))
        return { path, problem: 'a secret must not stand here', remedy: 'Secrets go into env and headers only.' }
      if (secrets === undefined || secrets.includes(reference.name)) return undefined
      const remedy = `Declare it under workflows.secrets in shipmate.yaml. ${suggest(reference.name, secrets)}`
      return { path, problem: `there is no secret '${reference.name}'`, remedy }
    }
    case 'run':
      return undefined
  }
}

function wrongStep(id: string, path: Path, { definition: { steps }, step, ready }: Place): Found | undefined {
  const ids = steps.map((one) => one.id)
  if (!ids.includes(id)) return { path, problem: `there is no step '${id}'`, remedy: suggest(id, ids) }
  if (ready.has(id)) return undefined
  const problem = `'${id}' is not over when '${step.id}' starts, so nothing is known of it yet`
  return { path, problem, remedy: `Add ${id} to the needs of ${step.id}.` }
}

function wrongOutput(id: string, name: string, path: Path, { definition: { steps } }: Place): Found | undefined {
  const of = steps.find((one) => one.id === id)
  if (of?.forEach !== undefined) {
    const problem = `'${id}' is done for each item of a list and has no outputs of its own`
    return { path, problem, remedy: `Use steps.${id}.result, or a step without forEach.` }
  }
  const outputs = of && outputsOf(of)
  if (!outputs || outputs.includes(name)) return undefined
  const remedy = outputs.length === 0 ? 'It has none.' : suggest(name, outputs)
  return { path, problem: `'${id}' has no output '${name}'`, remedy }
}

/** What an action gives; undefined where only a run knows. */
function outputsOf({ uses }: Action): readonly string[] | undefined {
  switch (uses) {
    case 'build':
    case 'deploy':
    case 'rollback':
      return ['task', 'version', 'sha']
    case 'restart':
      return ['task']
    case 'health':
      return ['version', 'sha']
    case 'test':
      return ['result', 'version', 'sha', 'passed', 'failed']
    case 'approval':
      return ['by']
    case 'github-actions':
    case 'gitlab-pipeline':
    case 'jenkins':
      return ['url', 'number', 'conclusion']
    case 'scale':
    case 'wait':
      return []
    case 'command':
    case 'http':
    case 'agent':
      return undefined
  }
}
