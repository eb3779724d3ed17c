import type { Card } from '../../domain/card.ts'
import { releaseOf, targetOf } from '../../domain/plan.ts'
import { hasEnded, type Run } from '../../domain/run.ts'
import { findRun, findRuns } from '../../queries/find-runs.ts'
import type { Texts } from '../../texts/texts.ts'
import type { Asked, FactOf, Telling } from './fact.ts'
import { linesCard } from './lines-card.ts'
import { meansAnother } from './means-another.ts'
import { namesRelease } from './names-release.ts'
import { noneDeployed } from './none-deployed.ts'
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
  const { scope, now, texts } = telling
  const told = await placesToTell(telling, about, RIGHT)
  if (told.kind === 'instead') return told.card
  if (about.task !== undefined) {
    const run = await findRun(scope, about.task, RIGHT)
    return linesCard([run ? ofTask(run, now, texts) : texts.investigations.failure.notVisible({ task: about.task })])
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
  if (active && (asks === 'so-far' || !last)) return linesCard([soFar(active, now, texts)])
  if (!last) {
    const none = noneDeployed(about, scope.settings.services.length === 1, texts)
    return linesCard([fact.back ? texts.facts.deployment.noRollback : none])
  }
  if (asks === 'usually') return linesCard(usualDuration(ended, now, texts))
  return ofOne(last, about.version === undefined, now, texts)
}

function isMeant({ startedAt, plan }: Run, { back, about: { version } }: FactOf<'duration'>): boolean {
  const isKind = !back || plan.kind === 'rollback'
  return startedAt !== undefined && isKind && (version === undefined || isOf(plan, version))
}

function isOf(plan: Run['plan'], version: string): boolean {
  const release = releaseOf({ plan })
  return release !== undefined && namesRelease(version, release)
}

/** “How long did it take?” is about what happened in this thread, where something did. */
function inThreadFirst(runs: readonly Run[], { thread }: Telling, pointing: true | undefined): readonly Run[] {
  return pointing ? runs.toSorted((a, b) => Number(b.thread === thread) - Number(a.thread === thread)) : runs
}

function ofTask(run: Run, now: Date, texts: Texts): string {
  const { duration } = texts.facts
  const { task, state } = run
  const work = workOf(run, texts)
  if (run.startedAt === undefined) return duration.notRun({ task, work, state: texts.runs.states[state] })
  if (state === 'queued' || state === 'running') return soFar(run, now, texts)
  return duration.took({ task, time: spent(run, now), work, end: duration.ends[state] })
}

function soFar(run: Run, now: Date, texts: Texts): string {
  return texts.facts.duration.soFar({ work: workOf(run, texts), time: spent(run, now), task: run.task })
}

function ofOne(run: Run, isLast: boolean, now: Date, texts: Texts): Card {
  const { one, last, withCanary } = texts.facts.duration
  const end = run.state === 'failed' || run.state === 'cancelled' ? run.state : 'succeeded'
  const time = spent(run, now)
  const first = isLast ? last[end]({ work: workAt(run, texts), time }) : one[end]({ work: workOf(run, texts), time })
  const which = `${releaseOf(run)?.version ?? ''}, ${run.task}.`
  return linesCard([first, targetOf(run)?.canary && run.canary ? `${which} ${withCanary}` : which])
}
