import { sentenceCard } from '../../cards/sentence-card.ts'
import type { Card } from '../../domain/card.ts'
import type { Confirmation } from '../../domain/confirmation.ts'
import { type Plan, planTitle } from '../../domain/plan.ts'
import type { Risk } from '../../domain/risk.ts'
import type { Asked } from './fact.ts'
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
  `^(?:(?:is|would) ${THIS}(?: be)? (?:ok(?:ay)?|fine|a good idea|a bad idea)${TO_DO_IT}|what(?:'s| is| are) the risks?(?: (?:of|with|in) ${THIS})?|any risks?|should i(?: really)? (?:confirm|do|press|start|go ahead|ship|deploy)(?: ${THIS}| confirm)?|is it safe to (?:deploy|ship|release)(?: it| this| that)?|soll ich(?: das)? (?:wirklich )?(?:machen|bestatigen|starten))${NOW}$`,
)

/** Whether “this” is safe: the plan that is open. */
export function asksPlanRisk({ words }: PlainQuestion, isPlanOpen: boolean): Asked<'plan-risk'> | undefined {
  return SAFE.test(words) || (isPlanOpen && SAFE_WITH_A_PLAN.test(words)) ? { kind: 'plan-risk' } : undefined
}

/** @param open The plan that waits for this person's answer: they have read its card, with the risk as it was judged then. */
export function tellPlanRisk(open: Confirmation | undefined): Card {
  if (!open)
    return sentenceCard(
      'No plan of yours is open here, so there is nothing to judge. Ask for the change: its card shows the risk before anything starts.',
    )
  const { plan, risk } = open
  return linesCard([
    ...(risk ? judgedLines(plan, risk) : notJudgedLines(plan)),
    'Nothing has started: it waits for your answer.',
  ])
}

function judgedLines(plan: Plan, risk: Risk): readonly string[] {
  const by = risk.model === undefined ? '' : ` (judged by ${risk.model})`
  return [verdictOn(plan, risk), `${planTitle(plan)}${by}: ${risk.reasons.join(' ')}`]
}

function verdictOn(plan: Plan, { verdict }: Risk): string {
  switch (verdict) {
    case 'go':
      return 'Low risk: I know of nothing against it.'
    case 'go-with-canary':
      return plan.kind === 'deploy' && plan.strategy === 'canary'
        ? 'Some risk, and a canary is right for it: a few users get it first.'
        : 'Some risk: better with a canary, so that a few users get it first.'
    case 'hold':
      return 'On hold: better not now.'
  }
}

function notJudgedLines(plan: Plan): readonly string[] {
  switch (plan.kind) {
    case 'rollback':
      return [
        'I judge no rollback: it must not wait for anything.',
        `${planTitle(plan)}${plan.from ? `, in place of ${plan.from.version}` : ''}.`,
      ]
    case 'cancel':
      return [`${planTitle(plan)}: what serves goes on serving.`]
    case 'build':
      return ['A build changes nothing that runs.']
    case 'deploy':
      return ['I have not judged the risk of this.', `${planTitle(plan)}.`]
  }
}
