import { inputsHash } from '../../domain/agent-decision.ts'
import type { ChangeRequest } from '../../domain/change-request.ts'
import type { Json } from '../../domain/event.ts'
import { planTitle } from '../../texts/plan-words.ts'
import { textsIn } from '../../texts/texts-in.ts'

/**
 * What a decision is on, as the log says it: in English, whatever its person speaks. What was before them has a hash also
 * where they decided before the evidence was gathered.
 */
export const decidedPlan = ({ plan, planHash, risk, evidence }: ChangeRequest) => ({
  planHash,
  planTitle: planTitle(plan, textsIn('en')),
  seen: inputsHash('change-seen', {
    planHash,
    risk: risk ?? null,
    evidence: evidence?.hash ?? null,
  } as unknown as Json),
  ...(evidence === undefined && { beforeEvidence: true as const }),
})
