import type { Place } from '../domain/place.ts'
import type { Health } from '../domain/release.ts'
import type { Clock } from '../ports/clock.ts'
import type { HealthProbe } from '../ports/health-probe.ts'
import type { Texts } from '../texts/texts.ts'
import { healthAt } from './health-at.ts'

/** How long an answer about several places waits for what their targets say. */
const ANSWER_WAITS_SECONDS = 8

/**
 * How places are, in their order, all asked at the same time. What has not answered in time is `unknown`, so that one target
 * does not hold the answer about all others; one place alone has the time that its target gives it.
 */
export async function healthsAt(
  places: readonly Place[],
  { delivery, clock }: { readonly delivery: HealthProbe; readonly clock: Clock },
  texts: Texts,
): Promise<readonly Health[]> {
  const all = places.map((place) => healthAt(delivery, place))
  if (places.length < 2) return Promise.all(all)
  const { promise: late, resolve: end } = Promise.withResolvers<Health>()
  const sentence = texts.health.noAnswerWithin({ seconds: ANSWER_WAITS_SECONDS })
  const until = new Date(clock.now().getTime() + ANSWER_WAITS_SECONDS * 1_000)
  const cancel = clock.at(until, () => end({ state: 'unknown', mayPass: true, sentence }))
  try {
    return await Promise.all(all.map((health) => Promise.race([health, late])))
  } finally {
    cancel()
  }
}
