import { environmentKey } from '../../domain/environment.ts'
import { environments } from '../../domain/projections.ts'
import { ofHealth } from '../../tools/check-health.ts'
import { ofLive } from '../../tools/check-status.ts'
import type { ToolScope } from '../../tools/tool-scope.ts'
import { visiblePlaces } from '../../tools/visible-places.ts'
import { NO_METRICS } from '../../tools/without-source.ts'
import { healthWords } from '../answers/status.ts'
import { emptySheet, type FactSheet, text } from './fact-sheet.ts'
import type { QuestionSubject } from './question-subject.ts'

const MOST_PLACES = 4

/** How the instances are at this moment, and what was done to them last. */
export async function aboutHealth(subject: QuestionSubject, scope: ToolScope): Promise<FactSheet> {
  const places = (await visiblePlaces(scope, subject, 'health.check')).slice(0, MOST_PLACES)
  if (places.length === 0) return emptySheet('There is no such place that you may see.')
  const parts = await Promise.all(
    places.map(async (place) => {
      const health = await scope.delivery.health(place.service, place.environment)
      const maySee = await scope.mayRead('deploy.status', place)
      const live = maySee
        ? await scope.store.get(environments, environmentKey(place.service, place.environment))
        : undefined
      const evidence = [ofHealth(place, healthWords(health)), ...(live ? [ofLive(place, live)] : [])]
      return {
        line: `${place.service} on ${place.environment}: ${healthWords(health)}.`,
        state: health.state,
        evidence,
      }
    }),
  )
  return {
    title: 'How it is now',
    tone: parts.some(({ state }) => state === 'unhealthy') ? 'danger' : 'neutral',
    blocks: [text(parts.map(({ line }) => line).join('\n')), text(NO_METRICS)],
    evidence: parts.flatMap(({ evidence }) => evidence),
  }
}
