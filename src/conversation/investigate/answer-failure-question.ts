import { refusalCard } from '../../cards/sentence-card.ts'
import { ago } from '../../cards/words.ts'
import type { Card } from '../../domain/card.ts'
import type { ThreadId } from '../../domain/ids.ts'
import { whereOf } from '../../domain/plan.ts'
import type { PendingMessage } from '../../domain/projections.ts'
import type { Run } from '../../domain/run.ts'
import type { Understanding } from '../../domain/understanding.ts'
import { textsOf } from '../../llm/without-secrets.ts'
import { findRun, findRuns } from '../../queries/find-runs.ts'
import { type ReaderScope, scopeFor } from '../../queries/scope.ts'
import { planTitle } from '../../texts/plan-words.ts'
import type { Texts } from '../../texts/texts.ts'
import { textsIn } from '../../texts/texts-in.ts'
import { failureLines } from '../../tools/read-logs.ts'
import type { ConversationParts } from '../parts.ts'
import { ofFailed } from './about-failure.ts'
import { code, emptySheet, factCard, text } from './fact-sheet.ts'
import { type FailureQuestion, failureQuestion, saysSo } from './failure-question.ts'
import { isOfVersion } from './of-version.ts'

const RIGHT = 'deploy.history'
const LOG_RIGHT = 'logs.show'

/**
 * Answers what is asked right after a failure. Undefined where the message asks for something else, or nothing has failed
 * that it could be about.
 * @param isOpen A language model would look into it, if there is one.
 */
export async function answerFailureQuestion(
  parts: ConversationParts,
  { by, groups, language, text, thread }: PendingMessage,
  { intent, slots, carriedOver }: Understanding,
  isOpen: boolean,
): Promise<Card | undefined> {
  const said = Object.fromEntries(Object.entries(slots).filter(([slot]) => !carriedOver.includes(slot)))
  const question = failureQuestion(text, intent, said, parts.asking, parts.catalog)
  // A model may say more about a cause than is known already.
  if (!question || (question.asks === 'cause' && isOpen && parts.answering)) return undefined
  const scope = scopeFor(parts, { user: by, groups, language })
  const foreign = question.asks === 'cause' && language !== undefined && language !== 'en'
  const asked = { ...question, saysSo: saysSo(text, parts.asking), foreign }
  const card = await cardFor(asked, thread, scope, parts.clock.now(), textsIn(language))
  return card && textsOf(card, parts.redact)
}

interface Asked extends FailureQuestion {
  /** Its words are about a failure. */
  readonly saysSo: boolean
  /** Asked in German or Spanish: nothing else here understands why something is asked. */
  readonly foreign: boolean
}

async function cardFor(
  question: Asked,
  thread: ThreadId,
  scope: ReaderScope,
  now: Date,
  texts: Texts,
): Promise<Card | undefined> {
  const words = texts.investigations.failure
  const { task, version, asks } = question
  if (task !== undefined) {
    const run = await findRun(scope, task, RIGHT)
    return run ? ofRun(run, asks, scope, now, texts) : sheetOf(words.notVisible({ task }), texts)
  }
  const run = await failedRun(question, thread, scope, now)
  if (run) return ofRun(run, asks, scope, now, texts)
  if (version !== undefined) return sheetOf(words.none({ place: words.ofVersion({ version }), time: '' }), texts)
  const isOnlyAboutFailure = asks === 'cause' && question.saysSo
  if (isOnlyAboutFailure && question.foreign && isNamed(question))
    return sheetOf(words.none({ place: placeOf(question, texts), time: '' }), texts)
  const hasFailed = !isOnlyAboutFailure || (await findRuns(scope, { state: 'failed' }, RIGHT)).length > 0
  return hasFailed ? undefined : sheetOf(words.none({ place: '', time: '' }), texts)
}

const isNamed = ({ service, environment }: FailureQuestion): boolean =>
  service !== undefined || environment !== undefined

function placeOf({ service, environment }: FailureQuestion, { investigations: { failure } }: Texts): string {
  const of = service === undefined ? '' : failure.ofService({ service })
  return environment === undefined ? of : `${of}${failure.onEnvironment({ environment })}`
}

const sheetOf = (sentence: string, texts: Texts): Card => factCard(emptySheet(sentence, texts), texts)

/** Whoever asks for the log of a service right after a failure means that; later they mean what serves. */
const RIGHT_AFTER_MS = 24 * 60 * 60 * 1000

/** The last failure of this thread, or else the last of what is named. */
async function failedRun(question: Asked, thread: ThreadId, scope: ReaderScope, now: Date): Promise<Run | undefined> {
  const { asks, service, environment, version, saysSo, foreign } = question
  const failed = await findRuns(scope, { service, environment, state: 'failed' }, RIGHT)
  const meant = version === undefined ? failed : failed.filter((run) => isOfVersion(run, version))
  const here = meant.find((run) => run.thread === thread)
  const [last] = meant
  if (version !== undefined) return here ?? last
  // Its card says how long ago that was.
  if (here && asks === 'cause' && saysSo) return here
  if (here && (await isNews(here, scope, now))) return here
  // “was ist mit payments los?” may be about how it does now.
  if (foreign && last && (saysSo || !isNamed(question) || (await isNews(last, scope, now)))) return last
  return last && isNamed(question) && asks !== 'cause' && (await isNews(last, scope, now)) ? last : undefined
}

/** Once something else has ended there, or a day has passed, another thing may be meant. */
async function isNews(run: Run, scope: ReaderScope, now: Date): Promise<boolean> {
  const ended = endedAt(run)
  if (now.getTime() - ended >= RIGHT_AFTER_MS) return false
  const there = await findRuns(scope, whereOf(run), RIGHT)
  return there.every((other) => other.endedAt === undefined || endedAt(other) <= ended)
}

const endedAt = (run: Run): number => Date.parse(run.endedAt ?? run.requestedAt)

async function ofRun(
  run: Run,
  asks: FailureQuestion['asks'],
  scope: ReaderScope,
  now: Date,
  texts: Texts,
): Promise<Card> {
  if (asks === 'log') return logCard(run, scope, now, texts)
  if (run.failure) return factCard(await ofFailed(run, scope, now, texts), texts)
  const state = `${planTitle(run.plan, texts)}: ${texts.runs.states[run.state]}.`
  return sheetOf(`${texts.investigations.failure.notFailed(run)}. ${state}`, texts)
}

async function logCard(run: Run, scope: ReaderScope, now: Date, texts: Texts): Promise<Card> {
  const words = texts.investigations.failure
  const access = await scope.decide(LOG_RIGHT, whereOf(run))
  if (access.kind === 'refused') return refusalCard(access.sentence, texts)
  const { task, plan, failure } = run
  if (!failure) return sheetOf(words.noLogKept({ task }), texts)
  const lines = failureLines(run, scope)
  const time = ago(run.endedAt ?? run.requestedAt, now, texts)
  const what = words.planFailedAgo({ title: planTitle(plan, texts), ago: time })
  if (lines.length === 0) return sheetOf(`${what} ${words.leftNoLog}`, texts)
  return {
    title: words.logOf({ task }),
    tone: 'neutral',
    blocks: [text(`${what} ${failure.nextStep}`), code(lines.map(({ says }) => says))],
  }
}
