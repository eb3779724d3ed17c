import type { Card } from '../../domain/card.ts'
import { targetOf } from '../../domain/plan.ts'
import type { DeployPlan } from '../../domain/plans/deploy.ts'
import type { CanarySettings } from '../../domain/release.ts'
import { hasSwitched, type Run } from '../../domain/run.ts'
import { findRuns } from '../../queries/find-runs.ts'
import { triedFirst } from '../examples.ts'
import type { Asked, AskedAbout, FactOf, Telling } from './fact.ts'
import { linesCard } from './lines-card.ts'
import { capitalised } from './place-words.ts'
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
  const { scope, now } = telling
  const told = await placesToTell(scope, about, RIGHT)
  if (told.kind === 'instead') return told.card
  const { service, environment } = about
  const filter = { kind: 'deployment' as const, service, environment }
  const running = onTrial(await findRuns(scope, { ...filter, state: 'active' }, RIGHT))
  if (running.length > 0) {
    const first =
      asks === 'promotion' ? ['I cannot promote a canary by hand yet: its time and its figures decide.'] : []
    const words = await Promise.all(running.map((canary) => wordsOn(canary, asks, telling)))
    return linesCard([...first, ...words.flat()])
  }
  const none =
    asks === 'promotion'
      ? 'There is no canary to promote: none is running, as far as you may see.'
      : 'No canary is running, as far as you may see.'
  const [last] = onTrial(await findRuns(scope, filter, RIGHT))
  const next = last ? lastWords(last, now) : await howToStart(about, scope)
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
  const rest = plan.from ? `${plan.from.version} gets the rest` : 'the release that serves gets the rest'
  const onTrial = [
    `${plan.release.version} gets ${settings.percent} % of the requests; ${rest}.`,
    whatFollows(run, settings, telling.now),
  ]
  const isOnTrial = run.phase === 'canary'
  return [stateOf(canary), ...(isOnTrial ? onTrial : []), ...(await whatToDo(canary, asks, telling))]
}

/** How to stop it, and to skip the rest of its time, for whoever may. */
async function whatToDo(
  { run, plan }: OnTrial,
  asks: FactOf<'canary'>['asks'],
  { scope }: Telling,
): Promise<readonly string[]> {
  const { service, environment, release } = plan
  if (hasSwitched(run) || !(await scope.mayRead('task.cancel', plan))) return []
  const stop = `To stop it: cancel ${run.task}`
  if (asks === 'state' || !(await scope.mayRead('deploy.start', plan))) return [stop]
  return [
    stop,
    `To skip the rest of its time: cancel ${run.task}, then deploy ${service} ${release.version} to ${environment} using blue-green`,
  ]
}

/** How it is doing, as far as it was looked at. */
function stateOf({ run, plan: { service, environment } }: OnTrial): string {
  const place = `the canary of ${service} in ${environment}`
  const { canary: look, phase } = run
  if (run.cancelRequested) return `${capitalised(place)} is being cancelled.`
  if (hasSwitched(run) || look?.word.kind === 'promote')
    return `${capitalised(place)} passed; it is being promoted to all users.`
  if (phase !== 'canary')
    return `${capitalised(place)} has no requests yet: its task is ${run.state === 'queued' ? 'waiting' : 'starting it'}.`
  if (!look) return `${capitalised(place)} has just started; I look at it every minute.`
  if (look.word.kind === 'abort') return `${capitalised(place)} is being stopped: ${look.word.reasons.join(' ')}`
  const after = look.minutes === 0 ? 'In its first minute' : `After ${look.minutes} min`
  const said = [...(look.complaint === undefined ? [] : [look.complaint]), ...look.reasons]
  return `${after} ${place} is still on trial: ${said.join(' ')}`
}

/** What happens by itself, and when. A look counts whole minutes, so its end may come up to one sooner. */
function whatFollows({ canary: look }: Run, { minutes }: CanarySettings, now: Date): string {
  const by = look
    ? `By ${timeOf(new Date(Date.parse(look.at) + (minutes - look.minutes) * 60_000).toISOString(), now)}`
    : `Within ${minutes} min`
  return `${by} it is promoted to all users by itself, or stopped if something speaks against it.`
}

function lastWords({ run, plan: { service, environment, release } }: OnTrial, now: Date): string {
  const what = `The last one, ${release.version} of ${service} in ${environment},`
  switch (run.state) {
    case 'succeeded':
      return `${what} was promoted to all users${run.endedAt === undefined ? '' : ` at ${timeOf(run.endedAt, now)}`} (${run.task}).`
    case 'cancelled':
      return `${what} was cancelled (${run.task}).`
    default:
      return `${what} failed (${run.task}): ${run.failure?.reason ?? 'it gave no reason.'}`
  }
}

async function howToStart(
  { service, environment }: AskedAbout,
  { settings, mayRead }: Telling['scope'],
): Promise<string | undefined> {
  const places = triedFirst('deploy.start', settings).filter(
    (place) =>
      (service === undefined || place.service === service) &&
      (environment === undefined || place.environment === environment),
  )
  for (const place of places)
    if (await mayRead('deploy.start', place))
      return `To start one: deploy ${place.service} to ${place.environment} using canary`
  return undefined
}
