import { minutesOnTrial } from '../../domain/canary-looks.ts'
import type { EnvironmentId, ServiceId, TaskId } from '../../domain/ids.ts'
import { targetOf } from '../../domain/plan.ts'
import { runs } from '../../domain/projections.ts'
import { type Run, withRealShare } from '../../domain/run.ts'
import { decidePromotion, type Promotion } from '../../domain/run-decisions.ts'
import type { Texts } from '../../texts/texts.ts'
import { type PlanParts, type PlanResult, problem } from './planned.ts'

/** Gives the canary of a task all requests now. */
export interface PromoteRequest {
  readonly kind: 'promote'
  readonly task: TaskId
  /** Where the task deploys. */
  readonly service: ServiceId
  readonly environment: EnvironmentId
}

export async function planPromote(
  { kind, task, service, environment }: PromoteRequest,
  { store, clock }: PlanParts,
  texts: Texts,
): Promise<PlanResult> {
  const run = await store.get(runs, task)
  const target = run && targetOf(run)
  if (!run || !target?.canary) return problem(texts.plans.problem.promotion.notOnTrial({ task }))
  const promotion = decidePromotion(run)
  if (promotion.kind !== 'promote') return problem(whyNotPromoted(promotion, run, texts))
  const { release, from, canary } = target
  const { canary: look } = run
  return {
    kind: 'plan',
    plan: {
      ...{ kind, task, service, environment, release, canary: withRealShare(canary, run) },
      step: promotion.step,
      ...(from && { from }),
      minutes: minutesOnTrial(look, clock.now()),
      ...(look && { seen: [...(look.complaint === undefined ? [] : [look.complaint]), ...look.reasons] }),
    },
  }
}

/** Why a canary is not promoted by hand, as a sentence. */
export function whyNotPromoted(
  promotion: Exclude<Promotion, { kind: 'promote' }>,
  { task, failure }: Pick<Run, 'task' | 'failure'>,
  { plans, facts }: Texts,
): string {
  const words = plans.problem.promotion
  switch (promotion.kind) {
    case 'over':
      return words.over[promotion.state]({ task, reason: failure?.reason ?? facts.canary.noReason })
    case 'condemned':
      return words.condemned({ task, reasons: promotion.reasons.join(' ') })
    case 'cancelling':
      return words.cancelling({ task })
    case 'promoted':
      return words.already({ task })
    case 'not-on-trial':
      return words.notOnTrial({ task })
  }
}
