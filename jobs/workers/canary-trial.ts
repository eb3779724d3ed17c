import { lookSince, nextCanaryLook } from '../../src/domain/canary-looks.ts'
import type { CanarySettings } from '../../src/domain/release.ts'
import type { Run } from '../../src/domain/run.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { CanaryTrial } from '../../src/ports/delivery.ts'
import type { CanaryJudge } from '../../src/ports/judgement.ts'
import type { Assignment } from './step-worker.ts'

export interface CanaryTrialParts {
  readonly clock: Clock
  readonly canaryJudge: CanaryJudge
}

/**
 * Has a canary looked at whenever that is due, and each look noted in its run: so an attempt that comes after a crash goes
 * on where the last one was, and a word that was given stands.
 */
export function canaryTrial(
  { clock, canaryJudge }: CanaryTrialParts,
  { run, correlationId, judged }: Pick<Assignment, 'run' | 'correlationId' | 'judged'>,
  { percent, minutes }: CanarySettings,
): CanaryTrial {
  let last: Run['canary'] = run.canary
  return {
    percent,
    ...(last && last.word.kind !== 'wait' && { given: last.word }),
    async word({ since, complaint }, signal) {
      if (last && last.word.kind !== 'wait') return last.word
      const seen = lookSince(since, last)
      await until(clock, nextCanaryLook(since, minutes, seen), signal)
      if (signal.aborted) return { kind: 'wait' }
      const said = await complaint()
      const facts = { since, ...(said !== undefined && { complaint: said }) }
      const { canary: _, ...unseen } = run
      const look = await canaryJudge.judge({ ...unseen, ...(seen && { canary: seen }) }, facts, correlationId)
      await judged(look)
      last = { ...look, at: clock.now().toISOString() }
      return look.word
    },
  }
}

function until(clock: Clock, when: Date, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const callOff = clock.at(when, done)
    signal.addEventListener('abort', done, { once: true })
    function done(): void {
      callOff()
      signal.removeEventListener('abort', done)
      resolve()
    }
  })
}
