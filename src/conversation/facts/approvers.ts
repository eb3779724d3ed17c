import type { Permissions } from '../../access/permissions.ts'
import { refusalCard } from '../../cards/sentence-card.ts'
import { requirementOf } from '../../changes/approvals/required.ts'
import type { ApprovalRule } from '../../domain/approvals/approval-rule.ts'
import type { Card } from '../../domain/card.ts'
import type { EnvironmentId } from '../../domain/ids.ts'
import { nameOf } from '../../queries/names.ts'
import type { Texts } from '../../texts/texts.ts'
import type { Asked, AskedAbout, Telling } from './fact.ts'
import { linesCard } from './lines-card.ts'
import type { PlainQuestion } from './plain-question.ts'

const APPROVERS =
  /^who(?: else)? (?:can|may|could|must|should|is allowed to|is permitted to|has to|needs to|has the right to) approve\b(?!.*\bchg)|^wer (?:alles )?(?:darf|kann|muss) (?:(?!chg).)*(?:freigeben|genehmigen)$|^quien(?:es)? (?:puede|pueden|debe|deben|tiene que|tienen que) aprobar\b(?!.*\bchg)/

/** Who can approve what is to be changed somewhere. */
export function asksApprovers({ words }: PlainQuestion): Asked<'approvers'> | undefined {
  return APPROVERS.test(words) ? { kind: 'approvers' } : undefined
}

/** Each rule with those who could meet it now, told to people who may see what is live there. */
export async function tellApprovers(
  { service, environment, unknown }: AskedAbout,
  { scope, texts, language }: Telling,
  permissions: Pick<Permissions, 'approvers'>,
): Promise<Card> {
  if (unknown !== undefined) return linesCard([texts.facts.unknownName({ name: unknown })])
  const where = { ...(service !== undefined && { service }), ...(environment !== undefined && { environment }) }
  const looking = await scope.decide('deploy.status', where)
  if (looking.kind === 'refused') return refusalCard(looking.sentence, texts)
  const { approvals = [], environments } = scope.settings
  const asked = environments.filter(({ id }) => environment === undefined || id === environment)
  const told = await Promise.all(
    asked.map(async ({ id }) => {
      const rules = approvals.filter((rule) => covers(rule, id, service))
      const place = service === undefined ? id : texts.access.reach.place({ services: service, environments: id })
      if (rules.length === 0) return [texts.changes.access.none({ place })]
      return Promise.all(
        rules.map(async (rule) => {
          const at = { service: service ?? rule.services?.[0] ?? scope.settings.services[0]?.id ?? '', environment: id }
          const { people, others } = await permissions.approvers([rule], at, language)
          const names = [...(await Promise.all(people.map((user) => nameOf(scope.store, user)))), ...others]
          const who = names.length === 0 ? texts.changes.access.nobody : texts.formats.allOf(names)
          return texts.changes.access.needed({ place, why: whyOf(rule, texts), names: who })
        }),
      )
    }),
  )
  return linesCard(told.flat())
}

function covers({ environments, services }: ApprovalRule, environment: EnvironmentId, service: string | undefined) {
  const isThere = environments?.includes(environment) ?? true
  return isThere && (service === undefined || (services?.includes(service) ?? true))
}

/** The rule in words, with what else it depends on. */
function whyOf(rule: ApprovalRule, texts: Texts): string {
  const { when: words } = texts.changes.access
  const { touches, strategies, risk, when, services } = rule
  const only = [
    ...(services
      ? [texts.access.rule.onlyServices({ names: texts.formats.allOf(services), count: services.length })]
      : []),
    ...(touches ? [words.touches({ paths: texts.formats.anyOf(touches) })] : []),
    ...(strategies ? [words.strategies({ names: texts.formats.anyOf(strategies) })] : []),
    ...(risk ? [words.risk({ verdicts: texts.formats.anyOf(risk) })] : []),
    ...(when?.from && when.to ? [words.hours({ from: when.from, to: when.to, zone: when.zone })] : []),
    ...(when?.weekdays ? [words.weekdays({ days: texts.formats.allOf(when.weekdays), zone: when.zone })] : []),
  ]
  const { why } = requirementOf(rule, texts)
  return only.length === 0 ? why : `${why.replace(/\.$/, '')}, ${only.join(', ')}.`
}
