import type { DeployPhase } from './release.ts'

/** The kinds of steps there are: each is a queue of its own, and a process offers to take some of them or all. */
export const STEP_KINDS = ['build', 'deploy'] as const
export type StepKind = (typeof STEP_KINDS)[number]

/** One step of a workflow: work for one kind of worker, done when what it needs is done. */
export interface WorkflowStep {
  readonly id: string
  readonly worker: StepKind
  readonly needs: readonly string[]
  /** What the status card shows of it: one word, or the phases that its worker reports, in their order. */
  readonly shows: string | readonly DeployPhase[]
}

export type WorkflowId = string

export interface Workflow {
  readonly id: WorkflowId
  readonly steps: readonly WorkflowStep[]
}

/** `paused`: started, with nothing to do until a recorded time; then it is requested again. */
export type StepState = 'pending' | 'requested' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled'

/** The steps whose needs are all done and that nobody has asked for yet. */
export function readySteps(workflow: Workflow, states: Readonly<Record<string, StepState>>): readonly WorkflowStep[] {
  return workflow.steps.filter(
    (step) => (states[step.id] ?? 'pending') === 'pending' && step.needs.every((need) => states[need] === 'done'),
  )
}

/** The workflows that there are, by their ids. */
export type Workflows = Readonly<Record<WorkflowId, Workflow>>
