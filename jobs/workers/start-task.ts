import { environmentKey } from '../../src/domain/environment.ts'
import { type ReleasePlan, targetOf } from '../../src/domain/plan.ts'
import { environments, runs } from '../../src/domain/projections.ts'
import { DEPLOY_STRATEGIES } from '../../src/domain/release.ts'
import type { StepOutcome } from '../../src/domain/run-decisions.ts'
import { isUndo, undoneBy } from '../../src/domain/workflows/as-workflow.ts'
import { later } from '../../src/domain/workflows/begin-step.ts'
import type { StepDefinition } from '../../src/domain/workflows/definition.ts'
import { pinnedVersion } from '../../src/domain/workflows/pin-items.ts'
import { fill } from '../../src/domain/workflows/references.ts'
import { valuesOf } from '../../src/domain/workflows/values.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { Documents, EventLog } from '../../src/ports/event-store.ts'
import type { HealthProbe } from '../../src/ports/health-probe.ts'
import type { Recipes } from '../../src/ports/recipes.ts'
import type { Source } from '../../src/ports/source.ts'
import { observePlace } from '../../src/queries/observe-place.ts'
import type { Assignment } from './step-worker.ts'

/** A release as a step wants it built, deployed or rolled back to. */
export interface WantedRelease {
  readonly kind: 'build' | 'deploy' | 'rollback'
  readonly service: string
  readonly environment: string
  readonly version: string
  readonly strategy?: string
}

/** A plan, or why there is none. */
export type PlannedTask =
  | { readonly kind: 'plan'; readonly plan: ReleasePlan }
  | { readonly kind: 'problem'; readonly sentence: string }

export interface StartTaskParts {
  readonly store: Documents & Pick<EventLog, 'nextNumber'>
  readonly delivery: Source & HealthProbe & Recipes
  readonly clock: Pick<Clock, 'now'>
  /** Makes it exact, for the person behind a run. */
  readonly plan: (wanted: WantedRelease, assignment: Assignment) => Promise<PlannedTask>
}

/** Before it is looked again whether a task that does the very same has ended. */
const LOOK_AGAIN_MS = 15_000

/** Hands a step on to a task of its own, which locks, judges, waits and is undone like any other. */
export async function startTask(
  parts: StartTaskParts,
  assignment: Assignment,
  own: StepDefinition & { readonly uses: 'build' | 'deploy' | 'rollback' },
): Promise<StepOutcome> {
  const { run, step, signal } = assignment
  if (signal.aborted) return { kind: 'cancelled' }
  const nextStep = `Say “retry ${run.task}” when that is settled.`
  const asked = wantedFrom(own, (text) => fill(text, valuesOf(run, step.id)))
  const wanted = { ...asked, version: pinnedIn(run, asked) }
  const { strategy } = wanted
  if (strategy !== undefined && !DEPLOY_STRATEGIES.some((known) => known === strategy))
    return { kind: 'failed', reason: `There is no strategy “${strategy}”.`, nextStep }
  const other = isUndo(step.id) ? await servesAnother(parts, assignment, wanted) : undefined
  if (other !== undefined) return { kind: 'failed', reason: other, nextStep }
  const there = wanted.kind === 'deploy' ? await thereAlready(parts, wanted) : undefined
  if (there) return there
  const before =
    isUndo(step.id) && wanted.version === 'previous' ? await servedBefore(parts, assignment, wanted) : undefined
  const planned = await parts.plan(before === undefined ? wanted : { ...wanted, version: before }, assignment)
  switch (planned.kind) {
    case 'problem':
      return { kind: 'failed', reason: planned.sentence, nextStep }
    case 'plan':
      return { kind: 'handed-on', to: `TASK-${await parts.store.nextNumber('task')}`, plan: planned.plan }
  }
}

function pinnedIn({ plan }: Assignment['run'], { service, version }: WantedRelease): string {
  return plan.kind === 'workflow' ? pinnedVersion(plan.definition, service, version) : version
}

function wantedFrom(
  { uses: kind, with: given }: StepDefinition & { readonly uses: 'build' | 'deploy' | 'rollback' },
  filled: (text: string) => string,
): WantedRelease {
  return {
    kind,
    service: filled(given.service),
    environment: 'environment' in given ? filled(given.environment) : '',
    version: filled(given.version),
    ...('strategy' in given && given.strategy !== undefined && { strategy: filled(given.strategy) }),
  }
}

/** Why a deployment is not undone: what it brought no longer serves, and the release of somebody else is not this run's. */
async function servesAnother(
  { store }: StartTaskParts,
  { run, step }: Assignment,
  { service, environment }: WantedRelease,
): Promise<string | undefined> {
  const undone = undoneBy(step.id)
  const steps = run.plan.kind === 'workflow' ? run.plan.definition.steps : []
  const own = steps.find(({ id }) => id === undone.split('/')[0])
  if (own?.uses !== 'deploy') return undefined
  const values = valuesOf(run, undone)
  if (fill(own.with.service, values) !== service || fill(own.with.environment, values) !== environment) return undefined
  const current = (await store.get(environments, environmentKey(service, environment)))?.current
  const { version = '', sha } = run.progress?.outputs[undone] ?? {}
  if (!current || current.release.sha === sha) return undefined
  return `${service} on ${environment} runs ${current.release.version} of ${current.task}, not ${version} any more, and was left as it is.`
}

/**
 * What served when the step that is undone deployed: where one run has deployed to a place twice, `previous` is by now what the
 * second one brought. @returns Undefined where it deployed nothing there, or nothing served.
 */
async function servedBefore(
  { store }: StartTaskParts,
  { run, step }: Assignment,
  { service, environment }: WantedRelease,
): Promise<string | undefined> {
  const task = run.progress?.tasks[undoneBy(step.id)]
  const plan = task && (await store.get(runs, task))?.plan
  const isThere = plan?.kind === 'deploy' && plan.service === service && plan.environment === environment
  return isThere ? plan.from?.sha : undefined
}

/** What a step wants may be there, or be on its way: another task brings it, or this step did before a crash. */
async function thereAlready(
  { store, delivery, clock }: StartTaskParts,
  { service, environment, version }: WantedRelease,
): Promise<StepOutcome | undefined> {
  const place = await store.get(environments, environmentKey(service, environment))
  const release = place && (await delivery.resolve(service, version))
  if (!release || 'problem' in release) return undefined
  const last = place.waiting?.at(-1) ?? place.holder
  const doing = last && (await store.get(runs, last))
  if (doing && targetOf(doing)?.release.sha === release.sha)
    return { kind: 'paused', until: later(clock.now(), LOOK_AGAIN_MS) }
  const { current } = place
  if (last !== undefined || current?.release.sha !== release.sha) return undefined
  const observed = await observePlace(place, store, delivery)
  // Where nobody can tell, the log counts: it is not deployed twice.
  if (observed !== undefined && observed !== 'unknown') return undefined
  return { kind: 'done', outputs: { task: current.task, version: release.version, sha: release.sha } }
}
