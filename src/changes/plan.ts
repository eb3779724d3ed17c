import { type EnvironmentState, environmentKey } from '../domain/environment.ts'
import type { EnvironmentId, ServiceId, TaskId } from '../domain/ids.ts'
import { COMMITS_COUNTED, COMMITS_SHOWN, type DeployPlan, type Plan } from '../domain/plan.ts'
import { planTitle } from '../domain/plan-title.ts'
import { environmentLabel, environments, runs, serviceLabel } from '../domain/projections.ts'
import type { Release } from '../domain/release.ts'
import { hasEnded, hasSwitched } from '../domain/run.ts'
import { targetOf, whereOf } from '../domain/target.ts'
import type { Documents } from '../ports/event-store.ts'
import type { HealthProbe } from '../ports/health-probe.ts'
import type { Recipes } from '../ports/recipes.ts'
import type { Source, SourceProblem } from '../ports/source.ts'
import { observePlace } from '../queries/observe-place.ts'
import type { ChangeRequest } from './change-request.ts'
import { type RolloutParts, rolloutFor } from './rollout.ts'
import { runningCanaryNote } from './running-canary-note.ts'

/** A request made exact, or the sentence that says why it cannot be. */
export type PlanResult =
  /** `note`: what of the request could not be had, as a sentence. */
  | { readonly kind: 'plan'; readonly plan: Plan; readonly note?: string }
  | { readonly kind: 'problem'; readonly sentence: string }

export interface PlanParts extends RolloutParts {
  readonly delivery: Source & Recipes & HealthProbe & RolloutParts['delivery']
  readonly store: Documents
}

export async function planFor(request: ChangeRequest, parts: PlanParts): Promise<PlanResult> {
  const { delivery: source, store: documents } = parts
  switch (request.kind) {
    case 'build': {
      const release = await resolve(source, request.service, request.ref)
      return 'problem' in release
        ? problem(release.sentence)
        : { kind: 'plan', plan: { ...request, release, recipe: source.recipe(request.service) } }
    }
    case 'deploy':
      return planDeploy(request, parts)
    case 'rollback':
      return noted(
        await planRollback(request, source, documents),
        await runningCanaryNote(request.service, request.environment, documents),
      )
    case 'cancel':
      return planCancel(request, documents)
  }
}

const problem = (sentence: string): PlanResult => ({ kind: 'problem', sentence })

function noted(planned: PlanResult, note: string | undefined): PlanResult {
  if (note === undefined) return planned
  return planned.kind === 'plan' ? { ...planned, note } : problem(`${planned.sentence} ${note}`)
}

async function planDeploy(request: Extract<ChangeRequest, { kind: 'deploy' }>, parts: PlanParts): Promise<PlanResult> {
  const { kind, service, environment, ref } = request
  const { delivery: source, store: documents } = parts
  const live = await documents.get(environments, environmentKey(service, environment))
  const from = live?.current?.release
  const release = ref === 'previous' ? live?.previous?.release : await resolve(source, service, ref)
  if (!release) return problem(`${service} has had no earlier release on ${environment}.`)
  if ('problem' in release) return problem(release.sentence)
  if (live?.current && from?.sha === release.sha && (await isAsItShould(live, documents, source))) {
    return problem(`${service} ${release.version} is already live on ${environment}.`)
  }
  const same = await doingTheSame(live, release, documents)
  if (same) return problem(same)
  const rollout = await rolloutFor(request, from, parts)
  if (rollout.kind === 'problem') return rollout
  const changes = await changesOf(source, service, from, release)
  const plan: DeployPlan = {
    kind,
    service,
    environment,
    ref,
    release,
    ...(from && { from }),
    ...changes,
    ...rollout.rollout,
    recipe: source.recipe(service),
  }
  return { kind: 'plan', plan, ...(rollout.note !== undefined && { note: rollout.note }) }
}

/** Nobody is asked to confirm what the last task in the queue is already doing. */
async function doingTheSame(
  live: EnvironmentState | undefined,
  release: Release,
  documents: Documents,
): Promise<string | undefined> {
  const last = [live?.holder, ...(live?.waiting ?? [])].findLast((task) => task !== undefined)
  const run = last && (await documents.get(runs, last))
  if (!run || hasEnded(run) || run.cancelRequested || run.plan.release.sha !== release.sha) return undefined
  return alreadyDoing(run.task)
}

export function alreadyDoing(task: TaskId): string {
  return `${task} is doing exactly that already; I did not start it twice.`
}

/** A release that has drifted may be deployed again. */
async function isAsItShould(
  live: EnvironmentState,
  documents: Documents,
  source: Recipes & HealthProbe,
): Promise<boolean> {
  return (await observePlace(live, documents, source)) === undefined
}

async function planRollback(
  { kind, service, environment, ref, strategy: wished }: Extract<ChangeRequest, { kind: 'rollback' }>,
  source: Source & Recipes,
  documents: Documents,
): Promise<PlanResult> {
  const live = await documents.get(environments, environmentKey(service, environment))
  const from = live?.current?.release
  if (!from) return problem(`${service} is not deployed on ${environment}, so there is nothing to roll back.`)
  const release = ref === 'previous' ? live?.previous?.release : await resolve(source, service, ref)
  if (!release) {
    return problem(
      `${service} has only run ${from.version} on ${environment}; there is no earlier release to go back to.`,
    )
  }
  if ('problem' in release) return problem(release.sentence)
  if (release.sha === from.sha) return problem(`${service} ${release.version} is already live on ${environment}.`)
  const same = await doingTheSame(live, release, documents)
  if (same) return problem(same)
  const isPrevious = release.sha === live?.previous?.release.sha
  if (!isPrevious && !(await hasServed(release, service, environment, documents))) {
    return problem(
      `${service} ${release.version} has never been live on ${environment}, so this is not a rollback. To deploy it, say “deploy ${service} ${release.version} to ${environment}”.`,
    )
  }
  const changes = await changesOf(source, service, release, from)
  // A rollback moves all users at once.
  const strategy = wished === 'canary' ? 'blue-green' : wished
  return {
    kind: 'plan',
    plan: {
      kind,
      service,
      environment,
      ref,
      release,
      from,
      ...changes,
      strategy,
      recipe: source.recipe(service),
    },
  }
}

/** Rollbacks skip the risk assessment because their release was live before; so it must have been. */
async function hasServed(
  { sha }: Release,
  service: ServiceId,
  environment: EnvironmentId,
  documents: Documents,
): Promise<boolean> {
  const labels = [serviceLabel(service), environmentLabel(environment), 'succeeded']
  const succeeded = await documents.list(runs, { labels, limit: ROLLBACKS_REACH })
  return succeeded.some((run) => targetOf(run)?.release.sha === sha)
}

/** How many deployments back a rollback can reach; older releases are deployed again instead. */
const ROLLBACKS_REACH = 200

/** The commits between two releases, and those between them in the opposite direction. */
async function changesOf(
  source: Source,
  service: ServiceId,
  from: Release | undefined,
  to: Release,
): Promise<Pick<DeployPlan, 'commits' | 'commitCount' | 'opposite'>> {
  const [commits, opposite] = await Promise.all([
    commitsThat(source, service, from, to),
    // After a rewritten history the live commit may be gone; which commits are removed is then unknown.
    from && commitsThat(source, service, to, from).catch(() => undefined),
  ])
  return { ...commits, ...(opposite && opposite.commitCount > 0 && { opposite }) }
}

async function commitsThat(
  source: Source,
  service: ServiceId,
  from: Release | undefined,
  to: Release,
): Promise<Pick<DeployPlan, 'commits' | 'commitCount'>> {
  const commits = await source.commitsBetween(service, from?.sha, to.sha, COMMITS_COUNTED)
  return { commits: commits.slice(0, COMMITS_SHOWN), commitCount: commits.length }
}

async function planCancel(
  { task, reason }: Extract<ChangeRequest, { kind: 'cancel' }>,
  documents: Documents,
): Promise<PlanResult> {
  const run = await documents.get(runs, task)
  if (!run) return problem(`I don’t know ${task}. Say “list tasks” to see what there is.`)
  if (hasEnded(run))
    return problem(`${task} has already ended: it ${run.state === 'cancelled' ? 'was cancelled' : run.state}.`)
  if (hasSwitched(run)) return problem(tooLate(task))
  const why = reason === undefined ? {} : { reason }
  return {
    kind: 'plan',
    plan: { kind: 'cancel', task, title: planTitle(run.plan), ...whereOf(run), ...why },
  }
}

export function tooLate(task: TaskId): string {
  return `${task} has already switched to the new release. Roll back if you want the old one.`
}

/** Offers the newest versions for a misspelled one, and never guesses. */
async function resolve(source: Source, service: ServiceId, ref: string): Promise<Release | SourceProblem> {
  const release = await source.resolve(service, ref)
  if (!('problem' in release) || release.problem !== 'unknown-ref') return release
  const known = (await source.versions(service)).slice(0, VERSIONS_OFFERED)
  if (known.length === 0) return release
  return { ...release, sentence: `${release.sentence} The newest versions are ${known.join(', ')}.` }
}

const VERSIONS_OFFERED = 5
