import { type Drift, type FailedAttempts, REMEDIATIONS, type RemediationName } from '../../../src/domain/drift.ts'
import { environmentKey } from '../../../src/domain/environment.ts'
import type { EnvironmentId } from '../../../src/domain/ids.ts'
import { environments } from '../../../src/domain/projections.ts'
import type { Documents } from '../../../src/ports/event-store.ts'
import type { DriftJudge } from '../../../src/ports/judgement.ts'
import type { LanguageModel } from '../../../src/ports/language-model.ts'
import { decideOnce, type OnceParts } from '../core/decide-once.ts'
import { remediateAgent } from './agent.ts'
import type { RemediateEvidence, Remediation } from './evidence.ts'

export interface DriftFixParts extends Omit<OnceParts, 'model'> {
  readonly documents: Documents
  readonly model?: LanguageModel
  /** Environments for trying things out. */
  readonly isTrial: (environment: EnvironmentId) => boolean
  /** What the configuration allows. */
  readonly allowed: readonly RemediationName[]
}

/** Nobody waits for it, and a drift has lasted for a minute by then. */
const BUDGET_MS = 10_000

/** What each takes and fixes, the least drastic first. */
const KNOWN: readonly (Remediation & { readonly name: RemediationName })[] = [
  { name: 'redeploy', effect: 'change', fixes: ['version', 'config', 'stopped', 'unhealthy'] },
  { name: 'roll-back', effect: 'danger', fixes: ['stopped', 'unhealthy'] },
]

/** Has the remediate agent choose among what the configuration allows and what is possible at the place. */
export function createDriftFixJudge({ isTrial, allowed, ...parts }: DriftFixParts): DriftJudge {
  return {
    async choose(drift, failed, correlationId) {
      const place = await parts.documents.get(environments, environmentKey(drift.service, drift.environment))
      const possible = KNOWN.filter(({ name }) => name !== 'roll-back' || place?.previous !== undefined)
      const evidence = {
        drift: factsOf(drift, failed, parts.clock.now(), isTrial(drift.environment)),
        allowed: possible.filter(({ name }) => allowed.includes(name)),
      }
      const { answer, by } = await decideOnce(
        remediateAgent,
        evidence,
        parts,
        { correlationId },
        { budgetMs: BUDGET_MS },
      )
      const remediation = REMEDIATIONS.find((name) => name === answer.remediation)
      return {
        ...(remediation && { remediation }),
        reasons: answer.reasons,
        ...(by.kind === 'model' && { model: by.model }),
      }
    },
  }
}

function factsOf(drift: Drift, failed: FailedAttempts, now: Date, trial: boolean): RemediateEvidence['drift'] {
  const { kind, service, environment, expected, actual, foundAt } = drift
  const differs = actual !== undefined && actual !== expected.version
  return {
    kind,
    service,
    environment,
    ...(trial && { trial }),
    ...(differs && { expected: expected.version, actual }),
    sinceMinutes: Math.floor((now.getTime() - Date.parse(foundAt)) / 60_000),
    failedAttempts: REMEDIATIONS.flatMap((remediation) => {
      const times = failed[remediation] ?? 0
      return times === 0 ? [] : [{ remediation, times }]
    }),
  }
}
