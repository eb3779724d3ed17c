import { planTitle } from '../cards/plan-fields.ts'
import { type EnvironmentState, environmentKey } from '../domain/environment.ts'
import type { EnvironmentId, ServiceId, TaskId } from '../domain/ids.ts'
import type { PlannedIntent } from '../domain/intents.ts'
import { COMMITS_COUNTED, COMMITS_SHOWN, type DeployPlan, type Plan } from '../domain/plan.ts'
import { environmentLabel, environments, runs, serviceLabel } from '../domain/projections.ts'
import { type BuildStrategy, DEPLOY_STRATEGIES, type DeployStrategy, type Release } from '../domain/release.ts'
import { hasEnded, hasSwitched } from '../domain/run.ts'
import type { Slots } from '../domain/understanding.ts'
import type { HealthProbe, Source, SourceProblem } from '../ports/delivery.ts'
import type { Documents } from '../ports/event-store.ts'
import { observePlace } from '../queries/observe-place.ts'
import { canaryThere } from './canary-there.ts'
import { type RolloutParts, rolloutFor } from './rollout.ts'

/** A change as somebody wants it: names of the catalog, and a ref as it was said. A plan is a wish too: made again, it shows what moved. */
export type Wish =
  | { readonly kind: 'build'; readonly service: ServiceId; readonly ref: string; readonly strategy: BuildStrategy }
  | ({ readonly kind: 'deploy'; readonly ref: string } & Place)
  /** Without a ref, or with `previous`: to what served before. */
  | ({ readonly kind: 'rollback'; readonly ref: string } & Place)
  | { readonly kind: 'cancel'; readonly task: TaskId; readonly reason?: string }

interface Place {
  readonly service: ServiceId
  readonly environment: EnvironmentId
  readonly strategy: DeployStrategy
  readonly strategyNamed?: true
}

/** A wish made exact, or the sentence that says why it cannot be. */
export type Planned =
  /** `note`: what of the wish could not be had, as a sentence. */
  | { readonly kind: 'plan'; readonly plan: Plan; readonly note?: string }
  | { readonly kind: 'problem'; readonly sentence: string }

/** The slots are complete and name things of the catalog. Undefined: a strategy this bot does not have. */
export function wishFrom(intent: PlannedIntent, slots: Slots): Wish | Extract<Planned, { kind: 'problem' }> {
  const service = String(slots.service)
  const environment = String(slots.environment)
  switch (intent) {
    case 'build.start':
      return { kind: 'build', service, ref: textOf(slots.ref, 'latest'), strategy: buildStrategy(slots.strategy) }
    case 'deploy.start':
    case 'rollback.start': {
      const strategy = deployStrategy(slots.strategy)
      if (!strategy) {
        const sentence = `I cannot deploy ${slots.strategy} here. I can do blue-green, recreate and canary.`
        return { kind: 'problem', sentence }
      }
      const place = { service, environment, strategy, ...(slots.strategy !== undefined && NAMED) }
      return intent === 'deploy.start'
        ? { kind: 'deploy', ref: textOf(slots.ref, 'latest'), ...place }
        : { kind: 'rollback', ref: textOf(slots.ref, 'previous'), ...place }
    }
    case 'task.cancel': {
      const reason = slots.reason === undefined ? {} : { reason: String(slots.reason) }
      return { kind: 'cancel', task: String(slots.task) as TaskId, ...reason }
    }
  }
}

function textOf(value: string | number | undefined, otherwise: string): string {
  return value === undefined ? otherwise : String(value)
}

function buildStrategy(value: string | number | undefined): BuildStrategy {
  return value === 'no-cache' ? 'no-cache' : 'cache'
}

function deployStrategy(value: string | number | undefined): DeployStrategy | undefined {
  if (value === undefined) return 'blue-green'
  return DEPLOY_STRATEGIES.find((known) => known === value)
}

const NAMED = { strategyNamed: true } as const

export interface PlanParts extends RolloutParts {
  readonly delivery: Source & HealthProbe & RolloutParts['delivery']
  readonly store: Documents
}

export async function planFor(wish: Wish, parts: PlanParts): Promise<Planned> {
  const { delivery: source, store: documents } = parts
  switch (wish.kind) {
    case 'build': {
      const release = await resolve(source, wish.service, wish.ref)
      return 'problem' in release
        ? problem(release.sentence)
        : { kind: 'plan', plan: { ...wish, release, recipe: source.recipe(wish.service) } }
    }
    case 'deploy':
      return planDeploy(wish, parts)
    case 'rollback':
      return noted(
        await planRollback(wish, source, documents),
        await canaryThere(wish.service, wish.environment, documents),
      )
    case 'cancel':
      return planCancel(wish, documents)
  }
}

const problem = (sentence: string): Planned => ({ kind: 'problem', sentence })

function noted(planned: Planned, note: string | undefined): Planned {
  if (note === undefined) return planned
  return planned.kind === 'plan' ? { ...planned, note } : problem(`${planned.sentence} ${note}`)
}

async function planDeploy(wish: Extract<Wish, { kind: 'deploy' }>, parts: PlanParts): Promise<Planned> {
  const { kind, service, environment, ref } = wish
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
  const rollout = await rolloutFor(wish, from, parts)
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

/** Nobody is asked to confirm what the last task in the line is doing already. */
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

/** What was deployed last may have drifted since, in whatever way; then it may be deployed once more. */
async function isAsItShould(
  live: EnvironmentState,
  documents: Documents,
  source: Pick<Source, 'recipe'> & HealthProbe,
): Promise<boolean> {
  return (await observePlace(live, documents, source)) === undefined
}

async function planRollback(
  { kind, service, environment, ref, strategy: wished }: Extract<Wish, { kind: 'rollback' }>,
  source: Source,
  documents: Documents,
): Promise<Planned> {
  const live = await documents.get(environments, environmentKey(service, environment))
  const from = live?.current?.release
  if (!from) return problem(`Nothing of ${service} is live on ${environment}, so there is nothing to roll back.`)
  const release = ref === 'previous' ? live?.previous?.release : await resolve(source, service, ref)
  if (!release) {
    return problem(
      `${service} has had only ${from.version} on ${environment}; there is no earlier release to go back to.`,
    )
  }
  if ('problem' in release) return problem(release.sentence)
  if (release.sha === from.sha) return problem(`${service} ${release.version} is already live on ${environment}.`)
  const same = await doingTheSame(live, release, documents)
  if (same) return problem(same)
  const isPrevious = release.sha === live?.previous?.release.sha
  if (!isPrevious && !(await hasServed(release, service, environment, documents))) {
    return problem(
      `${service} ${release.version} has not served on ${environment} before, so going to it is no rollback. Say “deploy ${service} ${release.version} to ${environment}” for that.`,
    )
  }
  const changes = await changesOf(source, service, release, from)
  // Whoever goes back wants everybody out of the release at once.
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

/** A rollback is judged by nobody, since what it goes to has served there; so it must have. */
async function hasServed(
  { sha }: Release,
  service: ServiceId,
  environment: EnvironmentId,
  documents: Documents,
): Promise<boolean> {
  const labels = [serviceLabel(service), environmentLabel(environment), 'succeeded']
  const succeeded = await documents.list(runs, { labels, limit: ROLLBACKS_REACH })
  return succeeded.some(({ plan }) => plan.kind !== 'build' && plan.release.sha === sha)
}

/** Deployments at one place; what served before these is deployed anew rather than gone back to. */
const ROLLBACKS_REACH = 200

/** The commits that lie between two releases, and those that lie between them the other way round. */
async function changesOf(
  source: Source,
  service: ServiceId,
  from: Release | undefined,
  to: Release,
): Promise<Pick<DeployPlan, 'commits' | 'commitCount' | 'opposite'>> {
  const [commits, opposite] = await Promise.all([
    commitsThat(source, service, from, to),
    // What serves may be gone from the repository, since its history was rewritten; what is taken out is then not known.
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

async function planCancel({ task, reason }: Extract<Wish, { kind: 'cancel' }>, documents: Documents): Promise<Planned> {
  const run = await documents.get(runs, task)
  if (!run) return problem(`I don’t know ${task}. Say “list tasks” to see what there is.`)
  if (hasEnded(run))
    return problem(`${task} is over already: it ${run.state === 'cancelled' ? 'was cancelled' : run.state}.`)
  if (hasSwitched(run)) return problem(tooLate(task))
  const { plan } = run
  const place = plan.kind === 'build' ? {} : { environment: plan.environment }
  const why = reason === undefined ? {} : { reason }
  return {
    kind: 'plan',
    plan: { kind: 'cancel', task, title: planTitle(plan), service: plan.service, ...place, ...why },
  }
}

export function tooLate(task: TaskId): string {
  return `${task} has already switched to the new release. Roll back if you want the old one.`
}

/** A misspelled version is answered with the newest ones, never taken for one of them. */
async function resolve(source: Source, service: ServiceId, ref: string): Promise<Release | SourceProblem> {
  const release = await source.resolve(service, ref)
  if (!('problem' in release) || release.problem !== 'unknown-ref') return release
  const known = (await source.versions(service)).slice(0, VERSIONS_OFFERED)
  if (known.length === 0) return release
  return { ...release, sentence: `${release.sentence} The newest versions are ${known.join(', ')}.` }
}

const VERSIONS_OFFERED = 5
