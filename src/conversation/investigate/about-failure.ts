import { logHint, steps } from '../../cards/failure-blocks.ts'
import { healthNow } from '../../cards/health-words.ts'
import { ago } from '../../cards/words.ts'
import { environmentKey } from '../../domain/environment.ts'
import { planTitle, targetOf, whereOf } from '../../domain/plan.ts'
import { environments } from '../../domain/projections.ts'
import type { Commit } from '../../domain/release.ts'
import type { Run } from '../../domain/run.ts'
import { wentLiveSince } from '../../domain/went-live-since.ts'
import { findRun, findRuns } from '../../queries/find-runs.ts'
import { healthThere } from '../../queries/health-there.ts'
import type { ReaderScope } from '../../queries/scope.ts'
import { ofCommit, ofRun } from '../../tools/evidence.ts'
import { causeOf, NO_CAUSE } from './cause-of.ts'
import { code, emptySheet, type FactSheet, text } from './fact-sheet.ts'
import { isOfVersion } from './of-version.ts'
import type { QuestionSubject } from './question-subject.ts'

const RIGHT = 'deploy.history'

/** The last failed run at the place and time of the question: its reason, the lines that show it, and its commits. */
export async function aboutFailure(subject: QuestionSubject, scope: ReaderScope, now: Date): Promise<FactSheet> {
  if (subject.task !== undefined) {
    const run = await findRun(scope, subject.task, RIGHT)
    if (!run) return emptySheet(`${subject.task} does not exist, or you may not see it.`)
    return run.failure ? ofFailed(run, scope, now) : notFailed(run)
  }
  const { service, environment, time, version } = subject
  const all = await findRuns(scope, { service, environment, state: 'failed' }, RIGHT)
  const failed = version === undefined ? all : all.filter((run) => isOfVersion(run, version))
  const within = time ? failed.filter(({ requestedAt }) => isWithin(requestedAt, time)) : failed
  const [last] = within
  if (last) return ofFailed(last, scope, now)
  const [older] = failed
  const place = [service && ` of ${service}`, environment && ` on ${environment}`].filter(Boolean).join('')
  const none = `Nothing${version === undefined ? '' : ` with version ${version}`}${place} failed${time ? ` ${time.called}` : ''}, as far as you may see.`
  if (!older) return emptySheet(none)
  const sheet = await ofFailed(older, scope, now)
  return { ...sheet, blocks: [text(`${none} The last failure before that:`), ...sheet.blocks] }
}

function isWithin(at: string, { since, until }: NonNullable<QuestionSubject['time']>): boolean {
  const moment = Date.parse(at)
  return moment >= since.getTime() && moment <= until.getTime()
}

export async function ofFailed(run: Run, scope: ReaderScope, now: Date): Promise<FactSheet> {
  const { failure, plan, requestedAt, endedAt } = run
  const [mayReadLog, commits, serving] = await Promise.all([
    scope.mayRead('logs.show', whereOf(run)),
    commitsOf(run, scope),
    servingNow(run, scope),
  ])
  const cause = mayReadLog ? causeOf(run, scope) : NO_CAUSE
  const owner = commits.length > 0 ? cause.explanation?.owner : undefined
  const next = serving.isThis ? [] : [...(cause.explanation?.next ?? []), ...(failure ? [failure.nextStep] : [])]
  const reason = failure?.reason ?? 'It gave no reason.'
  const first = cause.sentence ?? reason
  return {
    title: `${planTitle(plan)}: failed`,
    tone: 'danger',
    blocks: [
      text(`${run.task} failed ${ago(endedAt ?? requestedAt, now)}. ${first}`),
      ...cause.blocks,
      ...(first === reason ? [] : [text(reason)]),
      ...(serving.sentence === undefined ? [] : [text(serving.sentence)]),
      ...(commits.length > 0
        ? [
            text('It would have shipped:'),
            code(commits.map((commit) => `${ofCommit(commit).id} ${ofCommit(commit).says}`)),
          ]
        : []),
      ...(owner === undefined ? [] : [text(`Likely owner: ${owner}`)]),
      ...(next.length > 0 ? [text(`What to do:\n${steps(next)}`)] : []),
      ...(mayReadLog ? logHint(run).map(text) : []),
    ],
    evidence: [ofRun(run), ...cause.lines, ...commits.map(ofCommit)],
  }
}

/** What is live at this moment, for those who may see it; `isThis`: what failed then is live by now, and well. */
async function servingNow(
  run: Run,
  scope: ReaderScope,
): Promise<{ readonly sentence?: string; readonly isThis: boolean }> {
  const target = targetOf(run)
  const health = await healthThere(run, scope)
  if (!target || !health) return { isThis: false }
  const { service, environment } = target
  const place = await scope.store.get(environments, environmentKey(service, environment))
  const isThis = wentLiveSince(run, place, health)
  return { sentence: healthNow({ service, environment }, health), isThis }
}

function notFailed(run: Run): FactSheet {
  return {
    title: `${run.task} has not failed`,
    tone: 'neutral',
    blocks: [text(`${planTitle(run.plan)}: ${run.state}.`)],
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
