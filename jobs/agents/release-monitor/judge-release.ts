import { environmentKey } from '../../../src/domain/environment.ts'
import { targetOf } from '../../../src/domain/plan.ts'
import { environments } from '../../../src/domain/projections.ts'
import type { Health } from '../../../src/domain/release.ts'
import { runStream } from '../../../src/domain/run.ts'
import type { Documents } from '../../../src/ports/event-store.ts'
import type { HealthProbe } from '../../../src/ports/health-probe.ts'
import type { ReleaseJudge } from '../../../src/ports/judgement.ts'
import type { Traffic } from '../../../src/ports/traffic.ts'
import { servedBy } from '../../../src/queries/served-to-all.ts'
import { decideOnce, type OnceParts } from '../core/decide-once.ts'
import { monitorAgent } from './agent.ts'
import type { MonitorEvidence } from './evidence.ts'
import { healthOfRelease } from './health-of-release.ts'
import { healthAlone, trafficFacts, UNMEASURED } from './release-facts.ts'

export interface WatchParts extends Omit<OnceParts, 'model'> {
  readonly documents: Documents
  readonly probe: HealthProbe & Traffic
}

/**
 * Judges a release that has been live for a while: what users get from it against what they got from the one before it, and
 * what it says of its own health. That takes no model: the statistics are the judgement.
 */
export function createReleaseJudge(parts: WatchParts): ReleaseJudge {
  return {
    async judge(run, correlationId) {
      const { task, endedAt = '' } = run
      const target = targetOf(run)
      if (!target) return undefined
      const { service, environment } = target
      const place = await parts.documents.get(environments, environmentKey(service, environment))
      if (place?.current?.task !== task) return undefined
      const now = parts.clock.now()
      const [health, measured] = await Promise.all([
        healthOfRelease(parts.probe, service, environment),
        trafficFacts(run, parts.probe, now, servedBy(parts.documents)),
      ])
      // Nobody is alarmed about what somebody has stopped on purpose.
      if (health.state === 'nothing-deployed' && health.isIntended) return undefined
      const { baseline, window, gap } = measured ?? UNMEASURED
      const minutes = Math.max(1, Math.round((now.getTime() - Date.parse(endedAt)) / 60_000))
      const evidence = { service, environment, baseline, window, health: counted(health), minutes }
      const about = { correlationId, stream: runStream(task) }
      const { answer } = await decideOnce(monitorAgent, evidence, parts, about, { budgetMs: 0 })
      // Without figures the rules' sentences about traffic would pass for something that was measured.
      const alone = healthAlone(measured)
      const grounds =
        alone === undefined ? answer.reasons : answer.verdict === 'roll-back' ? answer.reasons.slice(0, 1) : []
      const reasons = [
        ...('sentence' in health ? [health.sentence] : []),
        ...grounds,
        ...(gap === undefined ? [] : [gap]),
        ...(alone === undefined ? [] : [alone]),
      ]
      return { verdict: answer.verdict, reasons, minutes }
    },
  }
}

function counted({ state }: Health): MonitorEvidence['health'] {
  if (state === 'unknown') return { healthy: 0, unhealthy: 0 }
  return state === 'healthy' ? { healthy: 1, unhealthy: 0 } : { healthy: 0, unhealthy: 1 }
}
