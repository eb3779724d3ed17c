import type { ChangeRequest } from '../../domain/change-request.ts'
import { planTitle } from '../../texts/plan-words.ts'
import { textsIn } from '../../texts/texts-in.ts'

/** What a decision is on, as the log says it: in English, whatever its person speaks. */
export const decidedPlan = ({ plan, planHash }: ChangeRequest) => ({
  planHash,
  planTitle: planTitle(plan, textsIn('en')),
})
