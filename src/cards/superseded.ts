import type { EnvironmentState } from '../domain/environment.ts'
import { targetOf } from '../domain/plan.ts'
import type { Run } from '../domain/run.ts'
import type { Texts } from '../texts/texts.ts'
import { clockTime } from './words.ts'

/**
 * Says which release has replaced this one; undefined while none has.
 * @param place What is live in the environment now.
 */
export function supersededSentence(
  { plan }: Pick<Run, 'plan'>,
  place: EnvironmentState | undefined,
  { runs: { superseded } }: Texts,
): string | undefined {
  const now = place?.current
  // A release that was deployed again is still live, whichever task deployed it.
  const target = targetOf({ plan })
  if (!target || !now || now.release.sha === target.release.sha) return undefined
  const { previous } = place
  const { version } = now.release
  if (previous?.release.sha !== target.release.sha) return superseded.replaced({ version })
  return superseded.liveUntil({ time: clockTime(previous.stoppedAt ?? now.at), version })
}

/** Says that somebody has stopped what is the last release there; undefined while nobody has. */
export function stoppedSentence(place: EnvironmentState | undefined, { drift }: Texts): string | undefined {
  const at = place?.current?.stoppedAt
  return at === undefined ? undefined : drift.stoppedOnPurpose({ time: clockTime(at) })
}
