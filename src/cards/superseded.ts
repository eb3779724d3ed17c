import type { EnvironmentState } from '../domain/environment.ts'
import type { Run } from '../domain/run.ts'
import { targetOf } from '../domain/target.ts'
import { clockTime } from './words.ts'

/**
 * What took the place of a release that is live no longer, as a sentence; undefined while it serves.
 * @param place What the environment holds by now.
 */
export function supersededSentence(
  { plan }: Pick<Run, 'plan'>,
  place: EnvironmentState | undefined,
): string | undefined {
  const now = place?.current
  // Deployed once more, a release goes on being live, whichever task serves it.
  if (!targetOf({ plan }) || !now || now.release.sha === plan.release.sha) return undefined
  const isNext = place.previous?.release.sha === plan.release.sha
  return isNext
    ? `Until ${clockTime(now.at)}; since then ${now.release.version} serves there.`
    : `${now.release.version} serves there by now.`
}
