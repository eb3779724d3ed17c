import { budgetWords, objectiveWords } from '../../cards/budget-words.ts'
import { healthWords } from '../../cards/health-words.ts'
import { environmentKey } from '../../domain/environment.ts'
import type { Place } from '../../domain/place.ts'
import { environments } from '../../domain/projections.ts'
import { visibleBudgetAt } from '../../queries/budget-at.ts'
import { findRuns } from '../../queries/find-runs.ts'
import type { ReaderScope } from '../../queries/scope.ts'
import { visiblePlaces } from '../../queries/visible-places.ts'
import type { Texts } from '../../texts/texts.ts'
import { ofHealth } from '../../tools/check-health.ts'
import { ofLive } from '../../tools/check-status.ts'
import { ofBudget, ofCommit, ofRun } from '../../tools/evidence.ts'
import { emptySheet, type FactSheet, text } from './fact-sheet.ts'
import type { QuestionSubject } from './question-subject.ts'

const MOST_PLACES = 3
const MOST_COMMITS = 4
const MOST_FAILURES = 2

/** Facts for and against a rollback: what is live, what was live before, which commits would go, and the health now. */
export async function aboutSafety(subject: QuestionSubject, scope: ReaderScope, texts: Texts): Promise<FactSheet> {
  const { safety: words } = texts.investigations
  const places = (await visiblePlaces(scope, subject, 'deploy.status')).slice(0, MOST_PLACES)
  if (places.length === 0) return emptySheet(texts.investigations.placeNotVisible, texts)
  const parts = await Promise.all(places.map((place) => atPlace(place, scope, texts)))
  const { service } = subject
  return {
    title: service === undefined ? words.titleForAll : words.title({ service }),
    tone: 'neutral',
    blocks: [...parts.flatMap(({ lines }) => text(lines.join('\n'))), text(words.yourDecision)],
    evidence: parts.flatMap(({ evidence }) => evidence),
  }
}

async function atPlace(place: Place, scope: ReaderScope, texts: Texts) {
  const { safety: words } = texts.investigations
  const { service, environment } = place
  const live = await scope.store.get(environments, environmentKey(service, environment))
  const { current, previous } = live ?? {}
  const mayHealth = await scope.mayRead('health.check', place)
  const health = mayHealth ? healthWords(await scope.delivery.health(service, environment), texts) : undefined
  const budget = await visibleBudgetAt(place, scope)
  const failed = (await findRuns(scope, { ...place, state: 'failed' }, 'deploy.history')).slice(0, MOST_FAILURES)
  const mayDiff = current && previous && (await scope.mayRead('deploy.diff', place))
  const commits = mayDiff
    ? await scope.delivery.commitsBetween(service, previous.release.sha, current.release.sha, MOST_COMMITS)
    : []
  const served = { ...place, version: current?.release.version ?? texts.plans.nothing }
  return {
    lines: [
      previous ? words.liveAfter({ ...served, before: previous.release.version }) : words.live(served),
      ...(health === undefined ? [] : [words.health({ health })]),
      ...(budget
        ? [
            words.objective({
              objective: objectiveWords(budget.objective, texts),
              budget: budgetWords(budget, texts),
            }),
          ]
        : []),
      ...(live?.holder ? [words.changing({ task: live.holder })] : []),
      ...(commits.length > 0
        ? [words.rollbackRemoves({ commits: commits.map(({ subject }) => subject).join('; ') })]
        : []),
      ...failed.map(({ task, failure }) => words.failed({ task, reason: failure?.reason ?? words.noReason })),
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
