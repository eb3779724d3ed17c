import type { Card } from '../../domain/card.ts'
import { targetOf } from '../../domain/plan.ts'
import { hasEnded, type Run } from '../../domain/run.ts'
import { findRun, findRuns } from '../../queries/find-runs.ts'
import type { Asked, FactOf, Telling } from './fact.ts'
import { linesCard } from './lines-card.ts'
import { meansAnother } from './means-another.ts'
import { namesRelease } from './names-release.ts'
import { NO_ROLLBACK, noneDeployed } from './none-deployed.ts'
import { placesToTell } from './places-to-tell.ts'
import type { PlainQuestion } from './plain-question.ts'
import { spent, usualDuration, workAt, workOf } from './run-duration.ts'

const HOW_LONG =
  /^(?:how (?:long|much time|many minutes)|wie lange|cuanto(?: tiempo)?|(?:the )?duration of|how fast (?:is|was|are))\b/
const TAKES =
  /\b(?:take|takes|taken|took|last|lasts|need|needs|been|dauert|gedauert|braucht|gebraucht|tardo|tarda|duro|dura|duration|fast)\b/
const WORK =
  /\b(?:(?:re)?deploy(?:s|ment|ments|ed|ing)?|rollouts?|rollbacks?|releases?|shipping|TASK|VERSION|despliegues?)\b/
const IT_TAKES = /\b(?:it|that) (?:take|took)\b/
/** "last deploy duration" */
const NAMED = /^(?:the )?(?:(?:last|latest) )?(?:deploy(?:ment)?|rollback|release) (?:duration|time)$/
/** How long something has been up, or away, is another question. */
const UPTIME = /\b(?:serving|up|down|outage|healthy)\b/
const ONE = /\b(?:did|took|was|hat|tardo|duro|last|latest|letzte\w*|ultimo|TASK)\b/

/** How long a deployment took, has run so far, or usually takes. */
export function asksDuration(question: PlainQuestion): Asked<'duration'> | undefined {
  const { words } = question
  if (meansAnother(question)) return undefined
  const back = /\broll(?:ing)? ?backs?\b/.test(words)
  if (NAMED.test(words)) return { kind: 'duration', asks: ONE.test(words) ? 'took' : 'usually', back }
  if (!HOW_LONG.test(words) || !TAKES.test(words) || UPTIME.test(words)) return undefined
  if (!WORK.test(words) && !IT_TAKES.test(words)) return undefined
  if (/\b(?:has|have)\b.*\bbeen\b/.test(words)) return { kind: 'duration', asks: 'so-far', back }
  return { kind: 'duration', asks: ONE.test(words) && !/\busual/.test(words) ? 'took' : 'usually', back }
}

const RIGHT = 'deploy.history'

export async function tellDuration(fact: FactOf<'duration'>, telling: Telling): Promise<Card> {
  const { asks, about } = fact
  const { scope, now } = telling
  const told = await placesToTell(scope, about, RIGHT)
  if (told.kind === 'instead') return told.card
  if (about.task !== undefined) {
    const run = await findRun(scope, about.task, RIGHT)
    return linesCard([run ? ofTask(run, now) : `${about.task} does not exist, or you may not see it.`])
  }
  const { service, environment } = about
  const found = await findRuns(scope, { kind: 'deployment', service, environment }, RIGHT)
  const begun = inThreadFirst(
    found.filter((run) => isMeant(run, fact)),
    telling,
    about.pointing,
  )
  const active = begun.find((run) => !hasEnded(run))
  const ended = begun.filter(hasEnded)
  const [last] = ended
  if (active && (asks === 'so-far' || !last)) return linesCard([soFar(active, now)])
  if (!last) return linesCard([fact.back ? NO_ROLLBACK : noneDeployed(about, scope.settings.services.length === 1)])
  return asks === 'usually' ? linesCard(usualDuration(ended, now)) : ofOne(last, about.version === undefined, now)
}

function isMeant({ startedAt, plan }: Run, { back, about: { version } }: FactOf<'duration'>): boolean {
  const isKind = !back || plan.kind === 'rollback'
  return startedAt !== undefined && isKind && (version === undefined || namesRelease(version, plan.release))
}

/** “How long did it take?” is about what happened in this thread, where something did. */
function inThreadFirst(runs: readonly Run[], { thread }: Telling, pointing: true | undefined): readonly Run[] {
  return pointing ? runs.toSorted((a, b) => Number(b.thread === thread) - Number(a.thread === thread)) : runs
}

function ofTask(run: Run, now: Date): string {
  if (run.startedAt === undefined) return `${run.task} has not run: the ${workOf(run)}, ${run.state}.`
  if (!hasEnded(run)) return soFar(run, now)
  return `${run.task} took ${spent(run, now)}: the ${workOf(run)}, which ${endWord(run)}.`
}

function soFar(run: Run, now: Date): string {
  return `The ${workOf(run)} has been running for ${spent(run, now)} (${run.task}).`
}

function ofOne(run: Run, isLast: boolean, now: Date): Card {
  const verb = run.state === 'succeeded' ? 'took' : `${endWord(run)} after`
  const canary = targetOf(run)?.canary && run.canary ? ' That includes its canary.' : ''
  return linesCard([
    `The ${isLast ? `last ${workAt(run)}` : workOf(run)} ${verb} ${spent(run, now)}.`,
    `${run.plan.release.version}, ${run.task}.${canary}`,
  ])
}

function endWord({ state }: Run): string {
  return state === 'cancelled' ? 'was cancelled' : state
}
