import { environmentKey } from '../../src/domain/environment.ts'
import { environments } from '../../src/domain/projections.ts'
import { runStream } from '../../src/domain/run.ts'
import type { Health, HealthProbe } from '../../src/ports/delivery.ts'
import type { Documents } from '../../src/ports/event-store.ts'
import type { ReleaseJudge } from '../../src/ports/judgement.ts'
import { decideOnce, type OnceParts } from '../agents/decide-once.ts'
import type { MonitorEvidence } from '../agents/monitor/evidence.ts'
import { monitorAgent } from '../agents/monitor.ts'

export interface WatchParts extends Omit<OnceParts, 'model'> {
  readonly documents: Documents
  readonly probe: HealthProbe
}

/** Nothing measures traffic here: only what the instance says of its health is known. */
const UNMEASURED: MonitorEvidence['window'] = { requests: 0, errors: 0, latenciesMs: [] }

/** Judges a release that has been live for a while, by the health of what serves. That takes no model: there is nothing to weigh. */
export function createReleaseJudge(parts: WatchParts): ReleaseJudge {
  return {
    async judge({ plan, task, endedAt = '' }, correlationId) {
      if (plan.kind === 'build') return undefined
      const { service, environment } = plan
      const place = await parts.documents.get(environments, environmentKey(service, environment))
      if (place?.current?.task !== task) return undefined
      const health = await parts.probe.health(service, environment)
      const evidence: MonitorEvidence = {
        service,
        environment,
        baseline: UNMEASURED,
        window: UNMEASURED,
        health: counted(health),
        minutes: Math.max(1, Math.round((parts.clock.now().getTime() - Date.parse(endedAt)) / 60_000)),
      }
      const about = { correlationId, stream: runStream(task) }
      const { answer } = await decideOnce(monitorAgent, evidence, parts, about, { budgetMs: 0 })
      const reasons = health.state === 'unhealthy' ? [health.sentence, ...answer.reasons] : answer.reasons
      return { verdict: answer.verdict, reasons }
    },
  }
}

function counted({ state }: Health): MonitorEvidence['health'] {
  return state === 'healthy' ? { healthy: 1, unhealthy: 0 } : { healthy: 0, unhealthy: 1 }
}
