import type { EnvironmentState } from '../domain/environment.ts'
import { targetOf } from '../domain/plan.ts'
import type { Run } from '../domain/run.ts'
import type { Texts } from '../texts/texts.ts'
import { clockTime } from './words.ts'

/**
 * Says which release has replaced this one; undefined while it is live.
 * @param place What is live in the environment now.
 */
export function supersededSentence(
  { plan }: Pick<Run, 'plan'>,
  place: EnvironmentState | undefined,
  { runs: { superseded } }: Texts,
): string | undefined {
  const now = place?.current
  // A release that was deployed again is still live, whichever task deployed it.
  if (!targetOf({ plan }) || !now || now.release.sha === plan.release.sha) return undefined
  const isNext = place.previous?.release.sha === plan.release.sha
  const { version } = now.release
  return isNext ? superseded.liveUntil({ time: clockTime(now.at), version }) : superseded.liveNow({ version })
}
