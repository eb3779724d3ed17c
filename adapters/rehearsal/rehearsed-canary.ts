import type { TaskId } from '../../src/domain/ids.ts'
import type { Clock } from '../../src/ports/clock.ts'
import { type CanaryTrial, type DeployOrder, type DeployOutcome, HandedOverError } from '../../src/ports/deployer.ts'
import type { WorkOutcome } from '../../src/ports/work-outcome.ts'
import type { ScriptedTraffic } from './scripted-traffic.ts'

/** The canaries of a world without machines. They outlive the bot. */
export interface RehearsedCanaries {
  /** True when this task has one there already. */
  has(order: DeployOrder): boolean
  begin(order: DeployOrder, trial: CanaryTrial): void
  /** Undefined when all users are to get it. */
  tried(order: DeployOrder, trial: CanaryTrial, signal: AbortSignal): Promise<DeployOutcome | undefined>
  /** What another task has left there goes. */
  clear(order: DeployOrder): void
}

export interface RehearsedCanaryParts {
  readonly clock: Clock
  readonly traffic: Pick<ScriptedTraffic, 'shared' | 'unshared'>
  /** Whether this version, having users since then, reports that it is unhealthy. */
  readonly isIll: (service: string, version: string, since: string) => boolean
  /** How many replicas share the requests with a canary; undefined where the share is exact. */
  readonly replicasOf: (service: string) => number | undefined
}

export function createRehearsedCanaries({
  clock,
  traffic,
  isIll,
  replicasOf,
}: RehearsedCanaryParts): RehearsedCanaries {
  const under = new Map<string, { readonly task: TaskId; readonly since: string }>()
  const keyOf = ({ service, environment }: DeployOrder): string => `${service}/${environment}`
  const has = (order: DeployOrder): boolean => under.get(keyOf(order))?.task === order.task
  const end = (order: DeployOrder): void => {
    if (under.delete(keyOf(order))) traffic.unshared(order.service, order.environment)
  }

  const cancelledCanary = (order: DeployOrder, { reason }: AbortSignal): DeployOutcome => {
    if (reason instanceof HandedOverError) throw reason
    end(order)
    return { kind: 'cancelled' }
  }

  return {
    has,
    begin(order, { percent }) {
      const { service, environment, task, release } = order
      under.set(keyOf(order), { task, since: clock.now().toISOString() })
      traffic.shared(service, environment, task, release, percent)
    },
    async tried(order, trial, signal) {
      const { since } = under.get(keyOf(order)) ?? { since: clock.now().toISOString() }
      const complaint = async (): Promise<string | undefined> =>
        isIll(order.service, order.release.version, since) ? '/health answers 503' : undefined
      if (signal.aborted) return cancelledCanary(order, signal)
      const word = await trial.word({ since, complaint })
      if (signal.aborted) return cancelledCanary(order, signal)
      const share = shareAmong(replicasOf(order.service), trial.percent)
      if (word.kind === 'wait') return { kind: 'paused', until: word.until, ...(share !== undefined && { share }) }
      // A word from before this order is old: its health is checked again.
      const unhealthy = word.kind === 'promote' && trial.given ? await complaint() : undefined
      end(order)
      if (unhealthy !== undefined)
        return abortCanary(order, trial, {
          reasons: [`Its health check failed: ${unhealthy}.`],
          nextStep: 'Fix it, then deploy again.',
        })
      return word.kind === 'promote' ? undefined : abortCanary(order, trial, word)
    },
    clear(order) {
      if (!has(order)) end(order)
    },
  }
}

/** As a cluster without a route shares: at least one replica more. */
function shareAmong(replicas: number | undefined, percent: number): number | undefined {
  if (replicas === undefined) return undefined
  const more = Math.max(1, Math.round((replicas * percent) / (100 - percent)))
  return Math.round((100 * more) / (replicas + more))
}

function abortCanary(
  { release: { version } }: DeployOrder,
  { percent }: CanaryTrial,
  { reasons, nextStep }: { readonly reasons: readonly string[]; readonly nextStep: string },
): WorkOutcome {
  const reason = `Canary stopped: ${reasons.join(' ')} ${version} received ${percent} % of requests; all traffic is back on the previous release.`
  return { kind: 'failed', reason, nextStep }
}
