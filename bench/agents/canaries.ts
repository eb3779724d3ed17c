import {
  MONITOR_VERDICTS,
  type MonitorEvidence,
  type MonitorVerdict,
} from '../../jobs/agents/release-monitor/evidence.ts'
import { seededRandom } from './random.ts'
import { type Effect, type Service, windowOf } from './traffic.ts'

/** What is planted. */
export const EFFECTS = {
  nothing: { errors: 1, latency: 1 },
  'twice the errors': { errors: 2, latency: 1 },
  'twice as slow': { errors: 1, latency: 2 },
} as const satisfies Record<string, Effect>
export type EffectName = keyof typeof EFFECTS

const VOLUMES = [300, 1_000, 5_000, 20_000, 100_000, 500_000] as const
const ERROR_RATES = [0.001, 0.005, 0.01, 0.05] as const

/** One volume, one error rate, one effect, tried many times. */
export interface Trials {
  readonly requests: number
  readonly errorRate: number
  readonly effect: EffectName
  readonly verdicts: Readonly<Record<MonitorVerdict, number>>
}

export type JudgeTraffic = (evidence: MonitorEvidence) => MonitorVerdict

const WINDOW_MINUTES = 10
const MEDIAN_MS = 45

export interface TrialPlan {
  readonly seed: number
  readonly times: number
  /** Requests in the window. Default: from 300 to 500,000. */
  readonly volumes?: readonly number[]
}

/** Tries every combination of volume, error rate and effect. */
export function tryCanaries(judge: JudgeTraffic, { seed, times, volumes = VOLUMES }: TrialPlan): readonly Trials[] {
  const random = seededRandom(seed)
  const names = Object.keys(EFFECTS) as readonly EffectName[]
  return names.flatMap((effect) =>
    volumes.flatMap((requests) =>
      ERROR_RATES.map((errorRate) => {
        const service: Service = { requestsPerMinute: requests / WINDOW_MINUTES, errorRate, medianMs: MEDIAN_MS }
        const verdicts = Array.from({ length: times }, () => judge(windowOf(service, EFFECTS[effect], random)))
        return { requests, errorRate, effect, verdicts: counted(verdicts) }
      }),
    ),
  )
}

function counted(verdicts: readonly MonitorVerdict[]): Trials['verdicts'] {
  const count = (wanted: MonitorVerdict): number => verdicts.filter((verdict) => verdict === wanted).length
  return Object.fromEntries(MONITOR_VERDICTS.map((verdict) => [verdict, count(verdict)])) as Trials['verdicts']
}

/** With fewer errors than this in a window of a good release, nobody could tell twice as many from chance. */
const ENOUGH_ERRORS = 200
const ENOUGH_LATENCIES = 1_000

/** Whether the traffic is enough for a doubling to be seen. */
export function isEnough({ requests, errorRate, effect }: Trials): boolean {
  if (effect === 'twice as slow') return requests >= ENOUGH_LATENCIES
  return effect === 'nothing' || requests * errorRate >= ENOUGH_ERRORS
}

export interface CanaryScore {
  /** Good releases to be rolled back. */
  readonly falseAlarms: number
  /** Bad ones that were not, where the traffic is enough. */
  readonly misses: number
  /** Bad ones called healthy, whatever the traffic. */
  readonly calledHealthy: number
  /** Bad ones to be watched further because the traffic is too little; these are no misses. */
  readonly watched: number
}

/** As shares of the trials that each is about. */
export function canaryScore(trials: readonly Trials[]): CanaryScore {
  const good = trials.filter(({ effect }) => effect === 'nothing')
  const bad = trials.filter(({ effect }) => effect !== 'nothing')
  const clear = bad.filter(isEnough)
  const unclear = bad.filter((one) => !isEnough(one))
  return {
    falseAlarms: share(good, ['roll-back']),
    misses: share(clear, ['watch', 'healthy']),
    calledHealthy: share(bad, ['healthy']),
    watched: share(unclear, ['watch']),
  }
}

/** Of all trials, those with one of the verdicts. */
export function share(trials: readonly Trials[], verdicts: readonly MonitorVerdict[]): number {
  const sum = (of: readonly MonitorVerdict[]): number =>
    trials.reduce((total, one) => total + of.reduce((part, verdict) => part + one.verdicts[verdict], 0), 0)
  const all = sum(MONITOR_VERDICTS)
  return all === 0 ? 0 : sum(verdicts) / all
}
