import { lookSince, nextCanaryLook } from '../../src/domain/canary-looks.ts'
import type { CanarySettings } from '../../src/domain/release.ts'
import type { Run } from '../../src/domain/run.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { CanaryTrial, TrialWord } from '../../src/ports/deployer.ts'
import type { CanaryJudge } from '../../src/ports/judgement.ts'
import type { Assignment } from './step-worker.ts'

export interface CanaryTrialParts {
  readonly clock: Clock
  readonly canaryJudge: CanaryJudge
}

/**
 * Has the canary judged when a look is due, and records the look in its run; otherwise says when the next one is due. A
 * worker that takes the order after a pause or a crash continues from the last look, and a verdict that was given stands.
 * A person's word to promote it counts as one, unless the verdict is against it.
 */
export function canaryTrial(
  { clock, canaryJudge }: CanaryTrialParts,
  { run, correlationId, judged }: Pick<Assignment, 'run' | 'correlationId' | 'judged'>,
  { percent, minutes }: CanarySettings,
): CanaryTrial {
  const { canary: last, ...unseen } = run
  const verdict = last && last.word.kind !== 'wait' ? last.word : undefined
  const given = verdict ?? (run.promoted && ({ kind: 'promote' } as const))
  return {
    percent,
    ...(given && { given }),
    async word({ since, complaint }): Promise<TrialWord> {
      if (given) return given
      const untilNext = (seen: Run['canary']): TrialWord => ({
        kind: 'wait',
        until: nextCanaryLook(since, minutes, seen).toISOString(),
      })
      const seen = lookSince(since, last)
      if (clock.now() < nextCanaryLook(since, minutes, seen)) return untilNext(seen)
      const said = await complaint()
      const facts = { since, ...(said !== undefined && { complaint: said }) }
      const look = await canaryJudge.judge({ ...unseen, ...(seen && { canary: seen }) }, facts, correlationId)
      await judged(look)
      return look.word.kind === 'wait' ? untilNext({ ...look, at: clock.now().toISOString() }) : look.word
    },
  }
}
