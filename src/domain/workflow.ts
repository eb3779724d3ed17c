import type { DeployPhase } from './release.ts'
import type { StepDefinition } from './workflows/definition.ts'

/**
 * The kinds of steps there are: each is a queue of its own, and a process offers to take some of them or all. `command`
 * runs a program of a team's own, `call` asks others: an address, an agent, or another task.
 */
export const STEP_KINDS = ['build', 'deploy', 'command', 'call'] as const
export type StepKind = (typeof STEP_KINDS)[number]

/** One step of a workflow: work for one kind of worker, done when what it needs is done. */
export interface WorkflowStep {
  readonly id: string
  /** Left out for what is only waited for: that takes no worker. */
  readonly worker?: StepKind
  readonly needs: readonly string[]
  /** What the status card shows of it: one word, or the phases that its worker reports, in their order. */
  readonly shows: string | readonly DeployPhase[]
  /** What a team's own workflow says of it. */
  readonly own?: StepDefinition
}

export type WorkflowId = string

export interface Workflow {
  readonly id: WorkflowId
  readonly steps: readonly WorkflowStep[]
}

/**
 * `paused`: started, with nothing to do until a recorded time; then it is requested again. `waiting`: for people, an event
 * or another task. `skipped`: its condition does not hold.
 */
export type StepState =
  | 'pending'
  | 'requested'
  | 'running'
  | 'paused'
  | 'waiting'
  | 'done'
  | 'skipped'
  | 'failed'
  | 'cancelled'

/** The workflows that come with Shipmate, by their ids. */
export type Workflows = Readonly<Record<WorkflowId, Workflow>>
