import type { Logger } from 'pino'
import type { CustomAgent } from '../../../jobs/agents/core/custom-agent.ts'
import type { OnceParts } from '../../../jobs/agents/core/decide-once.ts'
import type { InFlight } from '../../../jobs/agents/core/in-flight.ts'
import type { LookUpParts } from '../../../jobs/agents/core/look-up-at.ts'
import { modelOf } from '../../../jobs/agents/core/model-of.ts'
import { createDeployAssessment } from '../../../jobs/agents/deploy-risk/assess-deploy.ts'
import type { OnAgentFault } from '../../../jobs/agents/deploy-risk/custom-agent-verdict.ts'
import { remediateAgent } from '../../../jobs/agents/drift-fix/agent.ts'
import { createDriftFixJudge } from '../../../jobs/agents/drift-fix/choose-drift-fix.ts'
import { createFailureJudge } from '../../../jobs/agents/failure/explain-failure.ts'
import type { FailureFactsParts } from '../../../jobs/agents/failure/failure-facts.ts'
import { createCanaryJudge } from '../../../jobs/agents/release-monitor/judge-canary.ts'
import { createReleaseJudge } from '../../../jobs/agents/release-monitor/judge-release.ts'
import type { RemediationName } from '../../domain/drift.ts'
import type { ShipmateEvent } from '../../domain/events.ts'
import { objectiveAt, type Settings } from '../../domain/settings.ts'
import type { Effect } from '../../domain/understanding.ts'
import type { PromptEncoder } from '../../llm/prompt-encoder.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Delivery } from '../../ports/delivery.ts'
import type { Store } from '../../ports/event-store.ts'
import type { CanaryJudge, DriftJudge, FailureJudge, ReleaseJudge, RiskJudge } from '../../ports/judgement.ts'
import type { ModelPriority, ModelsByUse } from '../../ports/language-model.ts'
import type { OutsideTools } from '../../ports/outside-tools.ts'
import type { Thinking } from '../../runtime/loop.ts'
import type { Devices } from './devices.ts'

export interface JudgingParts {
  readonly store: Store<ShipmateEvent>
  readonly delivery: Delivery
  readonly clock: Clock
  readonly models: ModelsByUse
  readonly prompts: PromptEncoder
  /** A team's own agents. */
  readonly customAgents: readonly CustomAgent[]
  /** Devices of an inventory, and what is done about their drifts; left out where none is configured. */
  readonly devices?: Devices | undefined
  /** What may be proposed where something else serves than should. */
  readonly remediations: readonly RemediationName[]
  /** Where the team lives, such as `Europe/Berlin`: what is late in the day there is judged so. */
  readonly timeZone: string
  readonly effectOf: (intent: string) => Effect
  readonly settings: Settings
  /** Tools of other programs. */
  readonly outside?: OutsideTools | undefined
  readonly redact: (text: string) => string
  readonly log: Logger
  /** Counts what each agent has in hand. */
  readonly loads: InFlight
}

/** What every agent judges with. */
export function judging(parts: JudgingParts): Omit<OnceParts, 'model'> & FailureFactsParts & LookUpParts {
  const { store, delivery, clock, redact, prompts, loads, settings, effectOf, log, outside } = parts
  const means = { log: store, documents: store, source: delivery, clock, redact, prompts, loads, outside }
  return {
    ...means,
    scopeParts: { store, delivery, settings, redact, effectOf, clock },
    onToolFault: (err, tool) => log.warn({ err, tool }, 'a tool of an agent failed'),
  }
}

/** Environments for trying things out. */
function trialsOf({ settings }: JudgingParts): (environment: string) => boolean {
  return (environment) =>
    settings.environments.some(({ id, confirm }) => id === environment && confirm === 'danger-only')
}

export function riskJudge(parts: JudgingParts, priority: ModelPriority): RiskJudge & Thinking {
  const { settings, timeZone, models, customAgents } = parts
  const isTrial = trialsOf(parts)
  const onAgentFault: OnAgentFault = (err, agent, correlationId) =>
    parts.log.warn({ err, agent, correlationId }, 'a custom agent could not judge')
  return createDeployAssessment({
    ...judging(parts),
    models,
    customAgents,
    onAgentFault,
    isTrial,
    timeZone,
    priority,
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
  return createDriftFixJudge({ ...judging(parts), ...(model && { model }), isTrial: trialsOf(parts), allowed })
}

export function canaryJudge(parts: JudgingParts, risks: RiskJudge): CanaryJudge {
  return createCanaryJudge({ ...judging(parts), traffic: parts.delivery, risks })
}

export function failureJudge(parts: JudgingParts): FailureJudge & Thinking {
  return createFailureJudge({ ...judging(parts), models: parts.models })
}
