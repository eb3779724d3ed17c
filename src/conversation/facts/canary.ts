import { healthNow } from '../../cards/health-words.ts'
import type { Card } from '../../domain/card.ts'
import { environmentKey } from '../../domain/environment.ts'
import type { Place } from '../../domain/place.ts'
import { targetOf } from '../../domain/plan.ts'
import type { DeployPlan } from '../../domain/plans/deploy.ts'
import { environments } from '../../domain/projections.ts'
import type { CanarySettings } from '../../domain/release.ts'
import { hasSwitched, type Run, withRealShare } from '../../domain/run.ts'
import { decidePromotion } from '../../domain/run-decisions.ts'
import { findRuns } from '../../queries/find-runs.ts'
import { healthAt } from '../../queries/health-at.ts'
import type { ReaderScope } from '../../queries/scope.ts'
import { triedFirst } from '../examples.ts'
import type { AskedAbout, FactOf, Telling } from './fact.ts'
import { linesCard } from './lines-card.ts'
import { placesToTell } from './places-to-tell.ts'
import { timeOf } from './time-of.ts'

const RIGHT = 'task.status'

/** A deployment that was asked for as a canary, and is one until it is promoted. */
export interface CanaryRun {
  readonly run: Run
  readonly plan: DeployPlan
  readonly settings: CanarySettings
}

export async function tellCanary({ asks, about }: FactOf<'canary'>, telling: Telling): Promise<Card> {
  const { scope } = telling
  const told = await placesToTell(telling, about, RIGHT)
  if (told.kind === 'instead') return told.card
  const running = await runningCanaries(scope, about)
  if (running.length > 0) {
    const lines = await Promise.all(running.map((canary) => wordsOn(canary, telling)))
    return linesCard([...beforehand(asks, telling), ...noneAsNamed(running, about, telling), ...lines.flat()])
  }
  const serving = asks === 'promotion' ? await servingLines(told.places, telling) : []
  const none = noneFor(asks, telling)
  const [last] = asCanaries(await findRuns(scope, filterOf(about), RIGHT))
  const next = last ? lastWords(last, telling) : await howToStart(about, telling)
  return linesCard([none, ...serving, ...(next === undefined ? [] : [next])])
}

/** What is asked for and cannot be had. */
function beforehand(asks: FactOf<'canary'>['asks'], { texts }: Telling): readonly string[] {
  const words = texts.facts.canary
  switch (asks) {
    case 'condition':
      return [words.cannotWait]
    case 'share':
      return [words.onlyToAll]
    case 'state':
    case 'promotion':
    case 'cancellation':
      return []
  }
}

function noneFor(asks: FactOf<'canary'>['asks'], { texts }: Telling): string {
  const words = texts.facts.canary
  switch (asks) {
    case 'promotion':
    case 'condition':
    case 'share':
      return words.noneToPromote
    case 'cancellation':
      return words.noneToCancel
    case 'state':
      return words.none
  }
}

/** Those that the person may see, where they are meant to be. */
export async function runningCanaries(scope: ReaderScope, about: AskedAbout): Promise<readonly CanaryRun[]> {
  return asCanaries(await findRuns(scope, { ...filterOf(about), state: 'active' }, RIGHT))
}

const filterOf = ({ service, environment }: AskedAbout) => ({ kind: 'deployment' as const, service, environment })

function asCanaries(runs: readonly Run[]): readonly CanaryRun[] {
  return runs.flatMap((run) => {
    const plan = targetOf(run)
    return plan?.canary ? [{ run, plan, settings: withRealShare(plan.canary, run) }] : []
  })
}

/** Whether it is the one of that version and that task, where these are named. */
export function isAsNamed({ run, plan: { release } }: CanaryRun, { version, task }: AskedAbout): boolean {
  const isVersion = version === undefined || release.version === version || release.sha.startsWith(version)
  return isVersion && (task === undefined || run.task === task)
}

function noneAsNamed(running: readonly CanaryRun[], about: AskedAbout, { texts }: Telling): readonly string[] {
  const { version = about.task } = about
  if (version === undefined || running.some((canary) => isAsNamed(canary, about))) return []
  return [texts.facts.canary.noneOf({ version })]
}

const SERVING_TOLD = 3

/** What runs at this moment where a canary was meant to be. */
async function servingLines(places: readonly Place[], { scope, texts }: Telling): Promise<readonly string[]> {
  if (places.length > SERVING_TOLD) return []
  const lines = places.map(async (place) => {
    const live = await scope.store.get(environments, environmentKey(place.service, place.environment))
    return live?.current === undefined ? [] : [healthNow(place, await healthAt(scope.delivery, place), texts)]
  })
  return (await Promise.all(lines)).flat()
}

async function wordsOn(canary: CanaryRun, telling: Telling): Promise<readonly string[]> {
  const { run, plan, settings } = canary
  const words = telling.texts.facts.canary
  const { version } = plan.release
  const { percent } = settings
  const onTrial = [
    plan.from ? words.shares({ version, percent, before: plan.from.version }) : words.shareOf({ version, percent }),
    whatFollows(run, settings, telling),
  ]
  const isOnTrial = run.phase === 'canary' && !run.promoted
  return [stateOf(canary, telling), ...(isOnTrial ? onTrial : []), ...(await whatToDo(canary, telling))]
}

/** How to stop it, and how to promote it by hand: each told only to people who may. */
async function whatToDo({ run, plan }: CanaryRun, { scope, texts }: Telling): Promise<readonly string[]> {
  const { task } = run
  const mayStop = !hasSwitched(run) && (await scope.mayRead('task.cancel', plan))
  const mayPromote = decidePromotion(run).kind === 'promote' && (await scope.mayRead('deploy.start', plan))
  return [
    ...(mayStop ? [texts.runs.canary.toStop({ task })] : []),
    ...(mayPromote ? [texts.facts.canary.toPromote(plan)] : []),
  ]
}

/** How it is doing, as far as it was looked at. */
function stateOf({ run, plan: { service, environment } }: CanaryRun, { texts }: Telling): string {
  const words = texts.facts.canary
  const place = { service, environment }
  const { canary: look, phase } = run
  if (run.cancelRequested) return words.cancelling(place)
  if (run.promoted && look?.word.kind !== 'abort') return words.promoting(place)
  if (hasSwitched(run) || look?.word.kind === 'promote') return words.passed(place)
  if (phase !== 'canary') return run.state === 'queued' ? words.waiting(place) : words.starting(place)
  if (!look) return words.justStarted(place)
  if (look.word.kind === 'abort') return words.stopping({ ...place, reasons: look.word.reasons.join(' ') })
  const said = [...(look.complaint === undefined ? [] : [look.complaint]), ...look.reasons].join(' ')
  if (look.minutes === 0) return words.onTrialAtFirst({ ...place, said })
  return words.onTrialAfter({ ...place, minutes: look.minutes, said })
}

/** What happens by itself, and when. A look counts whole minutes, so its end may come up to one sooner. */
function whatFollows({ canary: look }: Run, { minutes }: CanarySettings, { now, texts }: Telling): string {
  const words = texts.facts.canary
  if (!look) return words.followsWithin({ minutes })
  const end = new Date(Date.parse(look.at) + (minutes - look.minutes) * 60_000)
  return words.followsBy({ time: timeOf(end.toISOString(), now) })
}

function lastWords({ run, plan: { service, environment, release } }: CanaryRun, { now, texts }: Telling): string {
  const words = texts.facts.canary
  const told = { canary: words.lastOne({ version: release.version, service, environment }), task: run.task }
  switch (run.state) {
    case 'succeeded':
      return run.endedAt === undefined
        ? words.last.promoted(told)
        : words.last.promotedAt({ ...told, time: timeOf(run.endedAt, now) })
    case 'cancelled':
      return words.last.cancelled(told)
    default:
      return words.last.failed({ ...told, reason: run.failure?.reason ?? words.noReason })
  }
}

async function howToStart(
  { service, environment }: AskedAbout,
  { scope: { settings, mayRead }, texts }: Telling,
): Promise<string | undefined> {
  const places = triedFirst('deploy.start', settings).filter(
    (place) =>
      (service === undefined || place.service === service) &&
      (environment === undefined || place.environment === environment),
  )
  for (const place of places) if (await mayRead('deploy.start', place)) return texts.facts.canary.toStart(place)
  return undefined
}
