import type { Confirmation } from '../domain/confirmation.ts'
import type { Plan } from '../domain/plan.ts'
import { type Risk, unseenHold } from '../domain/risk.ts'
import type { Texts } from '../texts/texts.ts'

/** Why what is confirmed should wait after all, as a sentence: a hold, or a ground for one, that its person has not seen. */
export function newHold(
  { plan: asked, risk: seen }: Pick<Confirmation, 'plan' | 'risk'>,
  { plan, risk }: { readonly plan: Plan; readonly risk: Risk | undefined },
  texts: Texts,
): string | undefined {
  const { newHold: words } = texts.confirmations.superseded
  const unseen = risk ? (unseenAmong(asked, plan, texts) ?? unseenHold(seen, risk)) : []
  return unseen.length === 0 ? undefined : words({ reasons: unseen.join(' ') })
}

/** Of several deployments each is held against what was shown of it; undefined for any other plan. */
function unseenAmong(asked: Plan, now: Plan, { several: words }: Texts): readonly string[] | undefined {
  if (asked.kind !== 'workflow' || now.kind !== 'workflow' || !now.several) return undefined
  return now.several.deployments.flatMap(({ service, environment, risk }, index) => {
    const unseen = risk ? unseenHold(asked.several?.deployments[index]?.risk, risk) : []
    return unseen.length === 0 ? [] : [words.about({ service, environment, what: unseen.join(' ') })]
  })
}
