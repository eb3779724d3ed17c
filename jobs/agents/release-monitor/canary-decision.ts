import type { CanaryDecision } from '../../../src/domain/release.ts'
import type { CanaryLook } from '../../../src/domain/run.ts'
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
const GO_ON: CanaryDecision = { kind: 'go-on' }

/**
 * What is to become of a canary. What is surely worse goes back at once; what is surely not worse goes on after half of the
 * time, since some faults take a while to show. At the end of its time a doubt is enough to put it back: nobody is up to look
 * into it, and the release that serves is known to work. Only where nothing at all was seen against it, because hardly
 * anybody came, it goes on untold.
 */
export function decideCanary(state: CanaryState): Pick<CanaryLook, 'word' | 'untold'> {
  const { verdict, against, reasons, elapsedMs, totalMs, complains } = state
  if (verdict === 'roll-back') return { word: putBack(reasons, 'Find out what is wrong with it, then deploy again.') }
  // Its health is asked about once more before anything is decided.
  if (complains) return { word: WAIT }
  if (verdict === 'healthy') return { word: elapsedMs * 2 >= totalMs ? GO_ON : WAIT }
  if (elapsedMs < totalMs) return { word: WAIT }
  if (against) return { word: putBack(['Its time is over, and there is a doubt about it.', ...reasons], IN_DOUBT) }
  return { word: GO_ON, untold: true }
}

const IN_DOUBT = 'Look into it, then deploy again; with more traffic, or more minutes for the canary, it can be told.'

/** @param held Why it would have been held without a canary, which here has said nothing. */
export function heldOtherwise(look: CanaryLook, held: readonly string[]): CanaryLook {
  if (held.length === 0) return look
  const why = `Its time is over, it could not be told how it does, and without a canary I would have held it: ${held.join(' ')}`
  return { ...look, word: putBack([why, ...look.reasons], DECIDE) }
}

const DECIDE = 'Try again when there is more traffic, or ask for it with blue-green and decide over the hold yourself.'

function putBack(reasons: readonly string[], nextStep: string): CanaryDecision {
  return { kind: 'put-back', reasons, nextStep }
}
