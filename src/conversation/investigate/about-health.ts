import { budgetWords } from '../../cards/budget-words.ts'
import { healthWords } from '../../cards/health-words.ts'
import { environmentKey } from '../../domain/environment.ts'
import { environments } from '../../domain/projections.ts'
import { type BudgetAtPlace, visibleBudgetAt } from '../../queries/budget-at.ts'
import type { ReaderScope } from '../../queries/scope.ts'
import { type TrafficAtPlace, trafficAt } from '../../queries/traffic-at.ts'
import { visiblePlaces } from '../../queries/visible-places.ts'
import type { Texts } from '../../texts/texts.ts'
import { ofHealth } from '../../tools/check-health.ts'
import { ofLive } from '../../tools/check-status.ts'
import { ofBudget } from '../../tools/evidence.ts'
import { METRICS_RIGHT, ofTraffic, trafficWords } from '../../tools/query-metrics.ts'
import { emptySheet, type FactSheet, text } from './fact-sheet.ts'
import type { QuestionSubject } from './question-subject.ts'

const MOST_PLACES = 4
const LOOKED_BACK_MINUTES = 60

/** The health of the instances now, and the last changes to them. */
export async function aboutHealth(subject: QuestionSubject, scope: ReaderScope, texts: Texts): Promise<FactSheet> {
  const words = texts.investigations.health
  const places = (await visiblePlaces(scope, subject, 'health.check')).slice(0, MOST_PLACES)
  if (places.length === 0) return emptySheet(texts.investigations.placeNotVisible, texts)
  const parts = await Promise.all(
    places.map(async (place) => {
      const health = await scope.delivery.health(place.service, place.environment)
      const says = healthWords(health, texts)
      const maySee = await scope.mayRead('deploy.status', place)
      const live = maySee
        ? await scope.store.get(environments, environmentKey(place.service, place.environment))
        : undefined
      const maySeeFigures = await scope.mayRead(METRICS_RIGHT, place)
      const traffic = maySeeFigures
        ? await trafficAt(place, LOOKED_BACK_MINUTES, scope.delivery, scope.clock.now())
        : undefined
      const budget = await visibleBudgetAt(place, scope)
      const evidence = [
        ofHealth(place, says),
        ...(live ? [ofLive(place, live)] : []),
        ...(traffic ? [ofTraffic(traffic)] : []),
        ...(budget ? [ofBudget(budget)] : []),
      ]
      return {
        line: [words.at({ ...place, health: says }), ...lastHour(traffic, texts), ...budgetLeft(budget, texts)].join(
          ' ',
        ),
        isUnmeasured: maySeeFigures && !traffic,
        state: health.state,
        evidence,
      }
    }),
  )
  return {
    title: words.title,
    tone: parts.some(({ state }) => state === 'unhealthy') ? 'danger' : 'neutral',
    blocks: [
      text(parts.map(({ line }) => line).join('\n')),
      ...(parts.every(({ isUnmeasured }) => isUnmeasured) ? [text(words.unmeasured)] : []),
    ],
    evidence: parts.flatMap(({ evidence }) => evidence),
  }
}

function budgetLeft(at: BudgetAtPlace | undefined, texts: Texts): readonly string[] {
  if (!at) return []
  const days = texts.times.days({ count: at.objective.days })
  return [texts.investigations.health.budget({ days, budget: budgetWords(at, texts) })]
}

function lastHour(traffic: TrafficAtPlace | undefined, texts: Texts): readonly string[] {
  return traffic ? [texts.investigations.health.inLastHour({ figures: trafficWords(traffic, texts) })] : []
}
