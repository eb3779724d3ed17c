import type { StepKind, Workflow, WorkflowStep } from '../workflow.ts'
import type { Action, StepDefinition, WorkflowDefinition } from './definition.ts'

/** A team's workflow as the engine runs it. */
export function asWorkflow({ id, steps }: WorkflowDefinition): Workflow {
  return { id, steps: steps.map(asStep) }
}

function asStep(own: StepDefinition): WorkflowStep {
  const worker = workerOf(own)
  return { id: own.id, needs: own.needs, shows: own.title ?? own.id, own, ...(worker && { worker }) }
}

/** Who works on it; undefined for what is only waited for. */
function workerOf({ uses }: Action): StepKind | undefined {
  switch (uses) {
    case 'command':
      return 'command'
    case 'test':
      return 'build'
    case 'build':
    case 'deploy':
    case 'rollback':
    case 'restart':
    case 'scale':
    case 'health':
    case 'http':
    case 'agent':
    case 'github-actions':
    case 'gitlab-pipeline':
    case 'jenkins':
      return 'call'
    case 'approval':
    case 'wait':
      return undefined
  }
}

/** Ends the id of what undoes a step. */
const UNDO = '/undo'
export const undoOf = (step: string): string => `${step}${UNDO}`
export const isUndo = (step: string): boolean => step.endsWith(UNDO)
/** The step that such a one undoes. */
export const undoneBy = (undo: string): string => undo.slice(0, -UNDO.length)

/** The id of a step for one item of its list, counted from 1. */
export const forItem = (step: string, number: number): string => `${step}/${number}`

/** The step that a state belongs to: one of the workflow, one of them for an item of its list, or what undoes one. */
export function stepNamed(workflow: Workflow, id: string): WorkflowStep | undefined {
  const step = workflow.steps.find((one) => one.id === id)
  if (step) return step
  const slash = id.lastIndexOf('/')
  const base = slash === -1 ? undefined : stepNamed(workflow, id.slice(0, slash))
  if (!base?.own) return undefined
  if (!isUndo(id)) return { ...base, id }
  const { onFailure } = base.own
  return onFailure && asStep({ ...onFailure, id, needs: [], title: `${base.own.title ?? base.id} ↩` })
}

/** Which item of its step's list a step is for, counted from 0. */
export function itemOf(id: string): { readonly step: string; readonly index: number } | undefined {
  const [, step, number] = /^([^/]+)\/(\d+)(?:\/undo)?$/.exec(id) ?? []
  return step === undefined ? undefined : { step, index: Number(number) - 1 }
}
