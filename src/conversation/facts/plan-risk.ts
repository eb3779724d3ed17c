import { sentenceCard } from '../../cards/sentence-card.ts'
import type { Card } from '../../domain/card.ts'
import type { Confirmation } from '../../domain/confirmation.ts'
import type { Plan } from '../../domain/plan.ts'
import type { Risk } from '../../domain/risk.ts'
import { planTitle } from '../../texts/plan-words.ts'
import type { Texts } from '../../texts/texts.ts'
import type { Asked, Telling } from './fact.ts'
import { linesCard } from './lines-card.ts'
import type { PlainQuestion } from './plain-question.ts'

const THIS =
  '(?:(?:this|it|that)(?: plan| change| deploy(?:ment)?| release| rollback| one)?|the (?:plan|change|deploy(?:ment)?))'
const TO_DO_IT = '(?: to (?:do|deploy|ship|confirm|start|go ahead)(?: it| this| that)?)?'
const NOW = '(?: now| right now| at all)?'
const SAFE = new RegExp(
  `^(?:(?:is|was|would) ${THIS}(?: be)? (?:really |actually |all |still )?(?:safe|risky|dangerous)${TO_DO_IT}|how (?:safe|risky|dangerous) is ${THIS}|ist (?:das|es)(?: wirklich)? (?:sicher|riskant|gefahrlich)|wie (?:riskant|sicher) ist (?:das|es)|(?:esto )?es (?:seguro|arriesgado|peligroso)(?: esto)?)${NOW}$`,
)
/** Where no plan is open, these may be about anything. */
const SAFE_WITH_A_PLAN = new RegExp(
  `^(?:(?:is|would) ${THIS}(?: be)? (?:ok(?:ay)?|fine|a good idea|a bad idea)${TO_DO_IT}|what(?:'s| is| are) the risks?(?: (?:of|with|in) ${THIS})?|any risks?|what (?:will|would) (?:happen|it do|this do|you do)(?: (?:then|next|if i (?:confirm|say yes|do)))?|what happens (?:then|next|if i (?:confirm|say yes))|was passiert dann|que pasara|should i(?: really)? (?:confirm|do|press|start|go ahead|ship|deploy)(?: ${THIS}| confirm)?|is it safe to (?:deploy|ship|release)(?: it| this| that)?|soll ich(?: das)? (?:wirklich )?(?:machen|bestatigen|starten))${NOW}$`,
)

/** Whether “this” is safe: the plan that is open. */
export function asksPlanRisk({ words }: PlainQuestion, isPlanOpen: boolean): Asked<'plan-risk'> | undefined {
  return SAFE.test(words) || (isPlanOpen && SAFE_WITH_A_PLAN.test(words)) ? { kind: 'plan-risk' } : undefined
}

/** @param open The plan that waits for this person's answer: they have read its card, with the risk as it was judged then. */
export function tellPlanRisk(open: Confirmation | undefined, { texts }: Pick<Telling, 'texts'>): Card {
  const words = texts.facts.risk
  if (!open) return sentenceCard(words.noPlan)
  const { plan, risk } = open
  return linesCard([...(risk ? judgedLines(plan, risk, texts) : notJudgedLines(plan, texts)), words.nothingStarted])
}

function judgedLines(plan: Plan, risk: Risk, texts: Texts): readonly string[] {
  const title = planTitle(plan, texts)
  const { model } = risk
  const judged = model === undefined ? title : texts.confirmations.risk.judgedBy({ verdict: title, model })
  return [verdictOn(plan, risk, texts), `${judged}: ${risk.reasons.join(' ')}`]
}

function verdictOn(plan: Plan, { verdict }: Risk, { facts: { risk } }: Texts): string {
  switch (verdict) {
    case 'go':
      return risk.go
    case 'go-with-canary':
      return plan.kind === 'deploy' && plan.strategy === 'canary' ? risk.canaryIsRight : risk.canaryIsBetter
    case 'hold':
      return risk.hold
  }
}

function notJudgedLines(plan: Plan, texts: Texts): readonly string[] {
  const words = texts.facts.risk
  const title = planTitle(plan, texts)
  switch (plan.kind) {
    case 'rollback':
      return [words.noRollback, plan.from ? words.inPlaceOf({ title, before: plan.from.version }) : `${title}.`]
    case 'cancel':
      return [words.ofCancel(plan)]
    case 'build':
      return [words.ofBuild]
    case 'repair':
      return [words.ofRepair]
    case 'restart':
      return [words.ofRestart]
    case 'scale':
      return [words.ofScale]
    case 'workflow':
      return [words.ofWorkflow]
    case 'lock':
    case 'unlock':
      return [words.ofLock]
    // These are judged before they are asked about; a plan from before that has no verdict.
    case 'promote':
    case 'schedule':
    case 'deploy':
      return [words.notJudged, `${title}.`]
  }
}
