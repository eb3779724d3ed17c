import type { Card } from '../../domain/card.ts'
import { targetOf } from '../../domain/plan.ts'
import type { DeployPlan } from '../../domain/plans/deploy.ts'
import type { CanarySettings } from '../../domain/release.ts'
import { hasSwitched, type Run } from '../../domain/run.ts'
import { findRuns } from '../../queries/find-runs.ts'
import { triedFirst } from '../examples.ts'
import type { Asked, AskedAbout, FactOf, Telling } from './fact.ts'
import { linesCard } from './lines-card.ts'
import { placesToTell } from './places-to-tell.ts'
import type { PlainQuestion } from './plain-question.ts'
import { timeOf } from './time-of.ts'

const NOW = '(?: (?:now|right now|already|early|fully|completely|manually|by hand|jetzt|ya))*'
const WHICH = "(?:(?:the|this|that|my|our|den|der|el|SERVICE|ENVIRONMENT|VERSION)(?:'s)? )*"
const WHERE =
  '(?: (?:release|deployment|version)| (?:of|in|on|for|to|at|from) (?:the )?(?:SERVICE|ENVIRONMENT|VERSION))*'
const ALL = '(?: (?:to|for) (?:all|everyone|everybody|100 ?%?)(?: (?:users|traffic|requests))?)'
const MOVE = '(?:send|give|shift|switch|move|route)'
const PROMOTES = new RegExp(
  `^(?:(?:can|could|may|should) (?:i|we) |let's |(?:i|we) (?:want|need|would like) to )?(?:(?:promote|finish|complete|finali[sz]e|accept|befordere|promueve|promover) ${WHICH}canary${WHERE}${ALL}?${NOW}|promote (?:it|this|that)${ALL}${NOW}|(?:roll out|release|ship|open|expand|${MOVE}) ${WHICH}canary${WHERE}${ALL}${NOW}|${MOVE} (?:all|everyone|everybody|100 ?%)(?: of)?(?: the)?(?: users| traffic| requests)? to ${WHICH}canary${WHERE}${NOW})$`,
)
const STATE =
  /^(?:how|what(?:'s| is| about| happens)|when (?:will|does|is)|is|are|any|status|state|wie|lauft|como|que tal)\b.*\bcanar(?:y|ies)\b|^(?:SERVICE |ENVIRONMENT |the |a )*canary(?: (?:status|state|health|progress))?(?: (?:of|in|on|for) (?:SERVICE|ENVIRONMENT))*$/
/** What a canary is, or how to deploy with one, is not how one is doing. */
const NOT_ITS_STATE = /\b(?:what is a|what's a|how do i|how to|how can|deploy|wie kann|como puedo)\b/

/** The wish that a canary becomes the release: the words of an order, but of one that is carried out only by time. */
export function asksToPromoteCanary({ words }: PlainQuestion): Asked<'canary'> | undefined {
  return PROMOTES.test(words) ? { kind: 'canary', asks: 'promotion' } : undefined
}

/** How a canary is doing. */
export function asksCanary({ words }: PlainQuestion): Asked<'canary'> | undefined {
  return STATE.test(words) && !NOT_ITS_STATE.test(words) ? { kind: 'canary', asks: 'state' } : undefined
}

const RIGHT = 'task.status'

/** A deployment that was asked for as a canary. */
interface OnTrial {
  readonly run: Run
  readonly plan: DeployPlan
  readonly settings: CanarySettings
}

export async function tellCanary({ asks, about }: FactOf<'canary'>, telling: Telling): Promise<Card> {
  const { scope, texts } = telling
  const words = texts.facts.canary
  const told = await placesToTell(telling, about, RIGHT)
  if (told.kind === 'instead') return told.card
  const { service, environment } = about
  const filter = { kind: 'deployment' as const, service, environment }
  const running = onTrial(await findRuns(scope, { ...filter, state: 'active' }, RIGHT))
  if (running.length > 0) {
    const first = asks === 'promotion' ? [words.notByHand] : []
    const lines = await Promise.all(running.map((canary) => wordsOn(canary, asks, telling)))
    return linesCard([...first, ...lines.flat()])
  }
  const none = asks === 'promotion' ? words.noneToPromote : words.none
  const [last] = onTrial(await findRuns(scope, filter, RIGHT))
  const next = last ? lastWords(last, telling) : await howToStart(about, telling)
  return linesCard([none, ...(next === undefined ? [] : [next])])
}

function onTrial(runs: readonly Run[]): readonly OnTrial[] {
  return runs.flatMap((run) => {
    const plan = targetOf(run)
    return plan?.canary ? [{ run, plan, settings: plan.canary }] : []
  })
}

async function wordsOn(canary: OnTrial, asks: FactOf<'canary'>['asks'], telling: Telling): Promise<readonly string[]> {
  const { run, plan, settings } = canary
  const words = telling.texts.facts.canary
  const { version } = plan.release
  const { percent } = settings
  const onTrial = [
    plan.from ? words.shares({ version, percent, before: plan.from.version }) : words.shareOf({ version, percent }),
    whatFollows(run, settings, telling),
  ]
  const isOnTrial = run.phase === 'canary'
  return [stateOf(canary, telling), ...(isOnTrial ? onTrial : []), ...(await whatToDo(canary, asks, telling))]
}

/** How to stop it, and to skip the rest of its time: told only to people who may. */
async function whatToDo(
  { run, plan }: OnTrial,
  asks: FactOf<'canary'>['asks'],
  { scope, texts }: Telling,
): Promise<readonly string[]> {
  const { service, environment, release } = plan
  const { task } = run
  if (hasSwitched(run) || !(await scope.mayRead('task.cancel', plan))) return []
  const stop = texts.runs.canary.toStop({ task })
  if (asks === 'state' || !(await scope.mayRead('deploy.start', plan))) return [stop]
  return [stop, texts.facts.canary.toSkip({ task, service, version: release.version, environment })]
}

/** How it is doing, as far as it was looked at. */
function stateOf({ run, plan: { service, environment } }: OnTrial, { texts }: Telling): string {
  const words = texts.facts.canary
  const place = { service, environment }
  const { canary: look, phase } = run
  if (run.cancelRequested) return words.cancelling(place)
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

function lastWords({ run, plan: { service, environment, release } }: OnTrial, { now, texts }: Telling): string {
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
