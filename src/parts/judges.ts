import type { OnceParts } from '../../jobs/agents/decide-once.ts'
import type { Loads } from '../../jobs/agents/loads.ts'
import { remediateAgent } from '../../jobs/agents/remediate.ts'
import { modelOf } from '../../jobs/agents/roster.ts'
import { createDriftJudge } from '../../jobs/judging/choose-remediation.ts'
import { createFailureJudge } from '../../jobs/judging/explain-failure.ts'
import type { FailureFactsParts } from '../../jobs/judging/failure-facts.ts'
import { createCanaryJudge } from '../../jobs/judging/judge-canary.ts'
import type { LookUpParts } from '../../jobs/judging/look-up-at.ts'
import { createPreflight } from '../../jobs/judging/preflight.ts'
import type { OnAgentFault } from '../../jobs/judging/team-word.ts'
import { createReleaseJudge } from '../../jobs/judging/watch-release.ts'
import type { BotParts } from '../bot.ts'
import { objectiveAt } from '../conversation/settings.ts'
import type { CanaryJudge, DriftJudge, FailureJudge, ReleaseJudge, RiskJudge } from '../ports/judgement.ts'
import type { ModelPriority } from '../ports/language-model.ts'

export interface JudgingParts extends BotParts {
  /** Counts what each agent has in hand. */
  readonly loads: Loads
}

/** What every agent judges with. */
function judging(parts: JudgingParts): Omit<OnceParts, 'model'> & FailureFactsParts & LookUpParts {
  const { store, delivery, clock, redact, prompts, loads, settings, effectOf, log } = parts
  const means = { log: store, documents: store, source: delivery, clock, redact, prompts, loads }
  return {
    ...means,
    lookedInto: { store, delivery, settings, redact, effectOf, clock },
    onToolFault: (err, tool) => log.warn({ err, tool }, 'a tool of an agent met a fault'),
  }
}

/** Environments for trying things out. */
function trialsOf({ settings }: JudgingParts): (environment: string) => boolean {
  return (environment) =>
    settings.environments.some(({ id, confirm }) => id === environment && confirm === 'danger-only')
}

export function riskJudge(parts: JudgingParts, priority: ModelPriority): RiskJudge {
  const { settings, timeZone, models, userAgents } = parts
  const isTrial = trialsOf(parts)
  const onAgentFault: OnAgentFault = (err, agent, correlationId) =>
    parts.log.warn({ err, agent, correlationId }, 'an agent of the team could not judge')
  return createPreflight({
    ...judging(parts),
    ...{ models, userAgents, onAgentFault, isTrial, timeZone, priority },
    canaries: parts.delivery,
    history: parts.delivery,
    objectiveAt: (service, environment) => objectiveAt(settings, service, environment),
  })
}

export function releaseJudge(parts: JudgingParts): ReleaseJudge {
  return createReleaseJudge({ ...judging(parts), probe: parts.delivery })
}

export function driftJudge(parts: JudgingParts): DriftJudge {
  const { models, remediations: allowed } = parts
  const model = modelOf(remediateAgent, models)
  return createDriftJudge({ ...judging(parts), ...(model && { model }), isTrial: trialsOf(parts), allowed })
}

export function canaryJudge(parts: JudgingParts, risks: RiskJudge): CanaryJudge {
  return createCanaryJudge({ ...judging(parts), traffic: parts.delivery, risks })
}

export function failureJudge(parts: JudgingParts): FailureJudge {
  return createFailureJudge({ ...judging(parts), models: parts.models })
}
