import type { MonitorEvidence, Traffic } from '../../jobs/agents/release-monitor/evidence.ts'
import type { Random } from './random.ts'

/** A service as its users see it. */
export interface Service {
  readonly requestsPerMinute: number
  readonly errorRate: number
  /** Of the usual request. */
  readonly medianMs: number
}

/** What a release does to it: 1 is nothing, 2 twice as much. */
export interface Effect {
  readonly errors: number
  readonly latency: number
}

const WINDOW_MINUTES = 10
const BASELINE_MINUTES = 40
/** Latencies are sampled, as tracing does. */
const MOST_LATENCIES = 1_000

/** A release's first minutes, and the time before. */
export function windowOf(service: Service, effect: Effect, random: Random): MonitorEvidence {
  const released = {
    ...service,
    errorRate: service.errorRate * effect.errors,
    medianMs: service.medianMs * effect.latency,
  }
  return {
    service: 'made-up',
    environment: 'production',
    baseline: trafficOf(service, BASELINE_MINUTES, random),
    window: trafficOf(released, WINDOW_MINUTES, random),
    health: { healthy: 2, unhealthy: 0 },
    minutes: WINDOW_MINUTES,
  }
}

/** How much the error rate differs from minute to minute, as the deviation of its logarithm. */
const UNREST = 0.3

function trafficOf(service: Service, minutes: number, random: Random): Traffic {
  let requests = 0
  let errors = 0
  for (let minute = 0; minute < minutes; minute++) {
    const arrived = random.poisson(service.requestsPerMinute)
    const unrest = Math.exp(UNREST * random.normal() - UNREST ** 2 / 2)
    requests += arrived
    errors += Math.min(arrived, random.poisson(arrived * service.errorRate * unrest))
  }
  return { requests, errors, latenciesMs: latencies(Math.min(requests, MOST_LATENCIES), service.medianMs, random) }
}

const SPREAD = 0.6
/** How much of one latency is left in the next: neighbours wait for the same things. */
const MEMORY = 0.7
const BURSTS_PER_REQUEST = 1 / 250
const BURST_LENGTH = 15
const BURST_SLOWDOWN = 4

/** Log-normal, each like the one before, with bursts in which all are slow. */
function latencies(count: number, medianMs: number, random: Random): readonly number[] {
  let deviation = random.normal()
  let burst = 0
  return Array.from({ length: count }, () => {
    deviation = MEMORY * deviation + Math.sqrt(1 - MEMORY ** 2) * random.normal()
    if (burst > 0) burst--
    else if (random.uniform() < BURSTS_PER_REQUEST) burst = Math.ceil(-Math.log(1 - random.uniform()) * BURST_LENGTH)
    return medianMs * Math.exp(SPREAD * deviation) * (burst > 0 ? BURST_SLOWDOWN : 1)
  })
}
