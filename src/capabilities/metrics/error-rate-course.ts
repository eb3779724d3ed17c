import { errorRateTable } from '../../cards/error-rate-table.ts'
import type { Block } from '../../domain/card.ts'
import type { Place } from '../../domain/place.ts'
import { releaseOf, whereOf } from '../../domain/plan.ts'
import { errorRates } from '../../queries/error-rates.ts'
import { newestRuns } from '../../queries/find-runs.ts'
import type { ReaderScope } from '../../queries/scope.ts'
import type { Texts } from '../../texts/texts.ts'
import type { AnswerParts } from '../capability.ts'

/** More lines over each other say less. */
const MOST_PLACES = 3
const MOST_MARKERS = 5

/** How the error rate went, around what was deployed meanwhile. */
export async function errorRateCourse(
  parts: AnswerParts,
  scope: ReaderScope,
  places: readonly Place[],
  { minutes, now }: { readonly minutes: number; readonly now: Date },
  texts: Texts,
): Promise<readonly Block[]> {
  const [one] = places
  if (!one || places.length > MOST_PLACES) return []
  const since = new Date(now.getTime() - minutes * 60_000).toISOString()
  const filter = { kind: 'deployment', service: one.service, state: 'succeeded', since } as const
  const [rates, runs] = await Promise.all([
    Promise.all(
      places.map(async (place) => ({
        environment: place.environment,
        points: await errorRates(place, minutes, parts.delivery, now),
      })),
    ),
    newestRuns(scope, filter, 'deploy.history', MOST_MARKERS),
  ])
  const deployed = runs.map((run) => ({
    at: run.endedAt ?? run.requestedAt,
    label: [releaseOf(run)?.version ?? run.task, ...(places.length > 1 ? [whereOf(run).environment ?? ''] : [])].join(
      ' ',
    ),
  }))
  return errorRateTable(one.service, rates, deployed, texts)
}
