import { budgetWords, objectiveWords } from '../../cards/budget-words.ts'
import { healthWords } from '../../cards/health-words.ts'
import { environmentKey } from '../../domain/environment.ts'
import type { Place } from '../../domain/place.ts'
import { environments } from '../../domain/projections.ts'
import { visibleBudgetAt } from '../../queries/budget-at.ts'
import { findRuns } from '../../queries/find-runs.ts'
import type { ReaderScope } from '../../queries/scope.ts'
import { visiblePlaces } from '../../queries/visible-places.ts'
import { ofHealth } from '../../tools/check-health.ts'
import { ofLive } from '../../tools/check-status.ts'
import { ofBudget, ofCommit, ofRun } from '../../tools/evidence.ts'
import { emptySheet, type FactSheet, text } from './fact-sheet.ts'
import type { QuestionSubject } from './question-subject.ts'

const MOST_PLACES = 3
const MOST_COMMITS = 4
const MOST_FAILURES = 2

/** Facts for and against a rollback: what is live, what was live before, which commits would go, and the health now. */
export async function aboutSafety(subject: QuestionSubject, scope: ReaderScope): Promise<FactSheet> {
  const places = (await visiblePlaces(scope, subject, 'deploy.status')).slice(0, MOST_PLACES)
  if (places.length === 0) return emptySheet('That place does not exist, or you may not see it.')
  const parts = await Promise.all(places.map((place) => atPlace(place, scope)))
  const where = subject.service ?? 'what is live'
  return {
    title: `For and against changing ${where}`,
    tone: 'neutral',
    blocks: [
      ...parts.flatMap(({ lines }) => text(lines.join('\n'))),
      text('Whether it is safe is for you to decide. I show a plan before anything changes.'),
    ],
    evidence: parts.flatMap(({ evidence }) => evidence),
  }
}

async function atPlace(place: Place, scope: ReaderScope) {
  const { service, environment } = place
  const live = await scope.store.get(environments, environmentKey(service, environment))
  const { current, previous } = live ?? {}
  const mayHealth = await scope.mayRead('health.check', place)
  const health = mayHealth ? healthWords(await scope.delivery.health(service, environment)) : undefined
  const budget = await visibleBudgetAt(place, scope)
  const failed = (await findRuns(scope, { ...place, state: 'failed' }, 'deploy.history')).slice(0, MOST_FAILURES)
  const mayDiff = current && previous && (await scope.mayRead('deploy.diff', place))
  const commits = mayDiff
    ? await scope.delivery.commitsBetween(service, previous.release.sha, current.release.sha, MOST_COMMITS)
    : []
  return {
    lines: [
      `${service} on ${environment}: ${current?.release.version ?? 'nothing'} is live${previous ? `, ${previous.release.version} before it` : ', and nothing before it to go back to'}.`,
      ...(health === undefined ? [] : [`Health: ${health}.`]),
      ...(budget ? [`Objective: ${objectiveWords(budget.objective)}; ${budgetWords(budget)}.`] : []),
      ...(live?.holder ? [`${live.holder} is changing it now.`] : []),
      ...(commits.length > 0 ? [`A rollback removes: ${commits.map(({ subject }) => subject).join('; ')}.`] : []),
      ...failed.map(({ task, failure }) => `${task} failed there: ${failure?.reason ?? 'without a reason.'}`),
    ],
    evidence: [
      ofLive(place, live),
      ...(health === undefined ? [] : [ofHealth(place, health)]),
      ...(budget ? [ofBudget(budget)] : []),
      ...commits.map(ofCommit),
      ...failed.map(ofRun),
    ],
  }
}
