import { createHash } from 'node:crypto'
import type { Rerun } from '../failed-jobs.ts'
import type { EnvironmentId, ServiceId, TaskId } from '../ids.ts'
import type { WorkflowDefinition } from '../workflows/definition.ts'
import type { Several } from '../workflows/several.ts'
import { deploy } from './deploy.ts'
import type { RunKind } from './plan-kind.ts'

/** Runs a workflow of the team's own, as it was when it was asked for. */
export interface WorkflowPlan {
  readonly kind: 'workflow'
  readonly definition: WorkflowDefinition
  readonly inputs: Readonly<Record<string, string>>
  /** What it is about, where its inputs say so. */
  readonly service?: ServiceId
  readonly environment?: EnvironmentId
  /** Why it is confirmed first; left out where it is not. */
  readonly confirm?: 'declared' | 'protected'
  /** Random: the buttons of its run are made of it. */
  readonly key: string
  /** It is no workflow of the team, but several deployments in one request. */
  readonly several?: Several
  /** It continues an earlier task, whose steps stay done. */
  readonly continues?: Continued
}

export interface Continued {
  readonly task: TaskId
  /** The steps that are not done again. */
  readonly done: readonly string[]
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Where its step failed in a run of GitHub Actions: the failed jobs of that are run again. */
  readonly rerun?: Rerun
}

/** Changes with every change of the file that means something. */
function definitionHash(definition: WorkflowDefinition): string {
  return createHash('sha256').update(JSON.stringify(definition)).digest('hex').slice(0, 16)
}

export const workflow: RunKind<WorkflowPlan, never> = {
  right: { intent: 'workflow.start', effect: 'change' },
  listedAs: 'workflow',
  essence: ({ kind, definition, inputs, continues, several }) => [
    kind,
    definition.id,
    definitionHash(definition),
    Object.entries(inputs).sort(),
    continues?.task ?? null,
    ...(continues?.rerun ? ['rerun', continues.rerun.run, continues.rerun.attempt] : []),
    // Each is what it would be by itself: what is live there and how it is delivered count too.
    ...(several?.deployments.flatMap(({ plan }) => (plan ? [deploy.essence(plan)] : [])) ?? []),
  ],
  now: (plan) => plan,
}
