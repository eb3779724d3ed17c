import { logHint, steps } from '../../cards/failure-blocks.ts'
import { healthNow } from '../../cards/health-words.ts'
import { ago } from '../../cards/words.ts'
import { environmentKey } from '../../domain/environment.ts'
import { targetOf, whereOf } from '../../domain/plan.ts'
import { environments } from '../../domain/projections.ts'
import type { Commit } from '../../domain/release.ts'
import type { Run } from '../../domain/run.ts'
import { wentLiveSince } from '../../domain/went-live-since.ts'
import { findRun, findRuns } from '../../queries/find-runs.ts'
import { healthThere } from '../../queries/health-there.ts'
import type { ReaderScope } from '../../queries/scope.ts'
import { planTitle } from '../../texts/plan-words.ts'
import type { Texts } from '../../texts/texts.ts'
import { ofCommit, ofRun } from '../../tools/evidence.ts'
import { causeOf, NO_CAUSE } from './cause-of.ts'
import { code, emptySheet, type FactSheet, text } from './fact-sheet.ts'
import { isOfVersion } from './of-version.ts'
import type { QuestionSubject } from './question-subject.ts'

const RIGHT = 'deploy.history'

/** The last failed run at the place and time of the question: its reason, the lines that show it, and its commits. */
export async function aboutFailure(
  subject: QuestionSubject,
  scope: ReaderScope,
  now: Date,
  texts: Texts,
): Promise<FactSheet> {
  const words = texts.investigations.failure
  if (subject.task !== undefined) {
    const run = await findRun(scope, subject.task, RIGHT)
    if (!run) return emptySheet(words.notVisible({ task: subject.task }), texts)
    return run.failure ? ofFailed(run, scope, now, texts) : notFailed(run, texts)
  }
  const { service, environment, time, version } = subject
  const all = await findRuns(scope, { service, environment, state: 'failed' }, RIGHT)
  const failed = version === undefined ? all : all.filter((run) => isOfVersion(run, version))
  const within = time ? failed.filter(({ requestedAt }) => isWithin(requestedAt, time)) : failed
  const [last] = within
  if (last) return ofFailed(last, scope, now, texts)
  const [older] = failed
  const place = [
    ...(version === undefined ? [] : [words.ofVersion({ version })]),
    ...(service === undefined ? [] : [words.ofService({ service })]),
    ...(environment === undefined ? [] : [words.onEnvironment({ environment })]),
  ].join('')
  const none = words.none({ place, time: time ? ` ${time.called}` : '' })
  if (!older) return emptySheet(none, texts)
  const sheet = await ofFailed(older, scope, now, texts)
  return { ...sheet, blocks: [text(words.before({ none })), ...sheet.blocks] }
}

function isWithin(at: string, { since, until }: NonNullable<QuestionSubject['time']>): boolean {
  const moment = Date.parse(at)
  return moment >= since.getTime() && moment <= until.getTime()
}

export async function ofFailed(run: Run, scope: ReaderScope, now: Date, texts: Texts): Promise<FactSheet> {
  const words = texts.investigations.failure
  const { failure, plan, requestedAt, endedAt } = run
  const [mayReadLog, commits, serving] = await Promise.all([
    scope.mayRead('logs.show', whereOf(run)),
    commitsOf(run, scope),
    servingNow(run, scope, texts),
  ])
  const cause = mayReadLog ? causeOf(run, scope, texts) : NO_CAUSE
  const owner = commits.length > 0 ? cause.explanation?.owner : undefined
  const next = serving.isThis ? [] : [...(cause.explanation?.next ?? []), ...(failure ? [failure.nextStep] : [])]
  const reason = failure?.reason ?? words.noReason
  const first = cause.sentence ?? reason
  return {
    title: texts.runs.failed({ title: planTitle(plan, texts) }),
    tone: 'danger',
    blocks: [
      text(`${words.failedAgo({ task: run.task, ago: ago(endedAt ?? requestedAt, now, texts) })} ${first}`),
      ...cause.blocks,
      ...(first === reason ? [] : [text(reason)]),
      ...(serving.sentence === undefined ? [] : [text(serving.sentence)]),
      ...(commits.length > 0
        ? [
            text(words.wouldHaveShipped),
            code(commits.map((commit) => `${ofCommit(commit).id} ${ofCommit(commit).says}`)),
          ]
        : []),
      ...(owner === undefined ? [] : [text(words.likelyOwner({ owner }))]),
      ...(next.length > 0 ? [text(`${words.whatToDo}\n${steps(next)}`)] : []),
      ...(mayReadLog ? logHint(run, texts).map(text) : []),
    ],
    evidence: [ofRun(run), ...cause.lines, ...commits.map(ofCommit)],
  }
}

/** What is live at this moment, for those who may see it; `isThis`: what failed then is live by now, and well. */
async function servingNow(
  run: Run,
  scope: ReaderScope,
  texts: Texts,
): Promise<{ readonly sentence?: string; readonly isThis: boolean }> {
  const target = targetOf(run)
  const health = await healthThere(run, scope)
  if (!target || !health) return { isThis: false }
  const { service, environment } = target
  const place = await scope.store.get(environments, environmentKey(service, environment))
  const isThis = wentLiveSince(run, place, health)
  return { sentence: healthNow({ service, environment }, health, texts), isThis }
}

function notFailed(run: Run, texts: Texts): FactSheet {
  return {
    title: texts.investigations.failure.notFailed(run),
    tone: 'neutral',
    blocks: [text(`${planTitle(run.plan, texts)}: ${texts.runs.states[run.state]}.`)],
    evidence: [ofRun(run)],
  }
}

const MOST_COMMITS = 4

/** The newest commits a run brings, as its plan kept them; none that the person may not see. */
async function commitsOf(run: Run, scope: ReaderScope): Promise<readonly Commit[]> {
  const target = targetOf(run)
  if (!target) return []
  return (await scope.mayRead('deploy.diff', whereOf(run))) ? target.commits.slice(0, MOST_COMMITS) : []
}
