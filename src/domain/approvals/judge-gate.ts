import { errorRate, latencyQuantile, type TrafficFigures } from '../traffic.ts'
import type { Gate } from './condition.ts'

/** How a gate stands after so many minutes. */
export interface GateLook {
  readonly verdict: 'wait' | 'kept' | 'broken' | 'unknown'
  /** What was measured, in the unit of the bound; absent where too few requests came. */
  readonly value?: number
}

/** Of fewer, one that fails says nothing. */
const ENOUGH_REQUESTS = 20
/** The share of the answers that a bound on latency is for. */
const LATENCY_SHARE = 0.95

/**
 * Pure. A bound is broken as soon as what was measured since the release went live is beyond it; it is kept when its time
 * is over. How much traffic there is can only be told at the end.
 */
export function judgeGate(gate: Gate, figures: TrafficFigures | undefined, minutes: number): GateLook {
  const isOver = minutes >= gate.minutes
  const value = figures && measuredValue(gate, figures, minutes)
  if (value === undefined) return { verdict: isOver ? 'unknown' : 'wait' }
  const isKept = gate.side === 'below' ? value < gate.bound : value > gate.bound
  if (isKept) return { verdict: isOver ? 'kept' : 'wait', value }
  return { verdict: isOver || gate.metric !== 'traffic' ? 'broken' : 'wait', value }
}

function measuredValue({ metric }: Gate, figures: TrafficFigures, minutes: number): number | undefined {
  if (metric === 'traffic') return figures.requests / Math.max(1, minutes)
  if (figures.requests < ENOUGH_REQUESTS) return undefined
  return metric === 'error_rate' ? errorRate(figures) : latencyQuantile(figures.latencies, LATENCY_SHARE)
}
