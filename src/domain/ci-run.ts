import { createHash } from 'node:crypto'
import type { ServiceId } from './ids.ts'

/** The systems that can be asked for a run, by the name that a step or a build chooses them by. */
export const CI_SYSTEMS = ['github-actions', 'gitlab-pipeline', 'jenkins'] as const
export type CiSystem = (typeof CI_SYSTEMS)[number]

/** As people call them, in every language. */
export const CI_NAMES: Readonly<Record<CiSystem, string>> = {
  'github-actions': 'GitHub',
  'gitlab-pipeline': 'GitLab',
  jenkins: 'Jenkins',
}

/** What can be run: a workflow of a repository on GitHub, the pipeline of a project on GitLab, or a job of Jenkins. */
export interface CiJob {
  readonly system: CiSystem
  /** `acme/payments`; of Jenkins the path of the job, such as `payments/release`. */
  readonly project: string
  /** The file of the workflow, such as `release.yml`; on GitHub alone. */
  readonly workflow?: string
  /** A branch or a tag; the default branch when left out. Jenkins knows none. */
  readonly ref?: string
  /** Whose account is used, where its repository has one of its own. */
  readonly service?: ServiceId
}

export type CiRunState = 'queued' | 'running' | 'passed' | 'failed' | 'cancelled'

/** One run, as its system tells it. */
export interface CiRun {
  /** What the system knows it by; of Jenkins also one that waits in its queue. */
  readonly id: string
  /** What people know it by, once it has one. */
  readonly number?: string
  readonly url: string
  readonly state: CiRunState
  /** Which attempt of the same run it is, counted from 1, where its failed jobs can be run again by themselves. */
  readonly attempt?: number
  /** What the system itself calls its end, such as `timed_out` or `unstable`. */
  readonly conclusion?: string
}

/** A job or a stage of a run. */
export interface CiPart {
  readonly name: string
  readonly state: 'pending' | 'running' | 'passed' | 'failed' | 'skipped'
  readonly url?: string
  /** What it does at the moment. */
  readonly step?: string
}

/** A run as it was when it was looked at last. */
export interface CiSight extends CiRun {
  readonly parts: readonly CiPart[]
}

/**
 * What names one try of a step among all that there ever were, in any log: the run that carries it is the one that was asked for.
 * @param attempt The first is 1.
 */
export function ciMark(correlationId: string, task: string, step: string, attempt: number): string {
  return `shipmate-${digest([correlationId, task, step, attempt])}`
}

/** What names all runs that build the same: one of them that has passed will do. */
export function builtMark(
  { system, project, workflow, ref }: CiJob,
  service: ServiceId,
  sha: string,
  inputs: Readonly<Record<string, string>>,
): string {
  const sorted = Object.entries(inputs).toSorted(([one], [other]) => (one < other ? -1 : 1))
  return `built-${digest([system, project, workflow, ref, service, sha, sorted])}`
}

const digest = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)

/** Whether a text that a run carries holds exactly this mark, and not a longer word that it is a part of. */
export const carriesMark = (text: string, mark: string): boolean =>
  text.split(mark).some((before, at, all) => {
    const after = all[at + 1]
    return after !== undefined && !/[A-Za-z0-9]$/.test(before) && !/^[A-Za-z0-9]/.test(after)
  })
