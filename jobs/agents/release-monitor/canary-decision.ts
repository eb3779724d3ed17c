import type { CanaryDecision } from '../../../src/domain/release.ts'
import type { CanaryLook } from '../../../src/domain/run-events.ts'
import type { MonitorVerdict } from './evidence.ts'

export interface CanaryState {
  readonly verdict: MonitorVerdict
  /** Something that was seen speaks against it, though not enough to be sure. */
  readonly against: boolean
  readonly reasons: readonly string[]
  /** How long it has had its share, and for how long it may. */
  readonly elapsedMs: number
  readonly totalMs: number
  /** Its health check failed right now. */
  readonly complains: boolean
}

const WAIT: CanaryDecision = { kind: 'wait' }
const PROMOTE: CanaryDecision = { kind: 'promote' }

/**
 * Decides what becomes of a canary. One that is certainly worse is stopped at once; one that is certainly not worse is
 * promoted after half of its time, since some faults take a while to show. When its time is up, a doubt is enough to stop
 * it: nobody may be awake to investigate, and the live release is known to work. It is promoted without a verdict only if
 * nothing speaks against it, because there was hardly any traffic.
 */
export function decideCanary(state: CanaryState): Pick<CanaryLook, 'word' | 'inconclusive'> {
  const { verdict, against, reasons, elapsedMs, totalMs, complains } = state
  if (verdict === 'roll-back') return { word: abort(reasons, 'Find out what is wrong with it, then deploy again.') }
  // Its health is checked once more before anything is decided.
  if (complains) return { word: WAIT }
  if (verdict === 'healthy') return { word: elapsedMs * 2 >= totalMs ? PROMOTE : WAIT }
  if (elapsedMs < totalMs) return { word: WAIT }
  if (against) return { word: abort(['Its time is up, and doubts remain.', ...reasons], IN_DOUBT) }
  return { word: PROMOTE, inconclusive: true }
}

const IN_DOUBT = 'Look into it, then deploy again; more traffic or a longer canary gives a clear verdict.'

/** @param held Why it would have been held without a canary, which here has said nothing. */
export function heldOtherwise(look: CanaryLook, held: readonly string[]): CanaryLook {
  if (held.length === 0) return look
  const why = `The canary was inconclusive, and without one this deployment would be on hold: ${held.join(' ')}`
  return { ...look, word: abort([why, ...look.reasons], DECIDE) }
}

const DECIDE = 'Try again when there is more traffic, or deploy it with blue-green and override the hold.'

function abort(reasons: readonly string[], nextStep: string): CanaryDecision {
  return { kind: 'abort', reasons, nextStep }
}
