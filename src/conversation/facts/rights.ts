import type { Permissions } from '../../access/permissions.ts'
import { refusalCard } from '../../cards/sentence-card.ts'
import type { Card } from '../../domain/card.ts'
import type { Asked, AskedAbout, Telling } from './fact.ts'
import { linesCard } from './lines-card.ts'
import type { PlainQuestion } from './plain-question.ts'

const DO = '(?:do|deploy|ship|release|roll ?back|roll out|change|build|touch)'
const PLACES = '(?:env(?:ironment)?s|services|places)'
const RIGHTS = new RegExp(
  `^(?:what (?:may|am) i (?:allowed to |permitted to )?${DO}|what can i (?:deploy|ship|release|roll ?back|build)|what are my (?:rights|permissions)|(?:which|what) ${PLACES} (?:can|may|am) i (?:allowed to )?${DO}(?: SERVICE)?(?: to| in| there)?|(?:can|may) i (?:deploy|ship|release|roll ?back|build) (?:SERVICE )?(?:(?:to|in|on) )?(?:the )?ENVIRONMENT|where (?:can|may) i ${DO}(?: SERVICE)?(?: to)?|was (?:darf|kann) ich (?:deployen|ausrollen)|was darf ich(?: hier)?(?: (?:alles|machen|tun))*|wohin darf ich deployen|que (?:puedo|me esta permitido) (?:hacer|desplegar))(?: here| (?:to|on|in|and|or) (?:(?:to|on|in) )?(?:SERVICE|ENVIRONMENT))*$`,
)
const HOLDERS =
  /^who(?: else)? (?:can|may|could|is allowed to|is permitted to|has the right to) (?:also )?(?:deploy|ship|release)\b|^wer (?:alles )?(?:darf|kann) (?:.* )?(?:deployen|ausrollen)$|^quien(?:es)? (?:puede|pueden) desplegar\b/

/** What its person may do, or who may deploy. */
export function asksRights({ words }: PlainQuestion): Asked<'rights'> | Asked<'holders'> | undefined {
  if (RIGHTS.test(words)) return { kind: 'rights' }
  return HOLDERS.test(words) ? { kind: 'holders' } : undefined
}

/** Who may deploy, told to people who may see what is live there; others are told that they may not, as on asking to deploy. */
export async function tellHolders(
  { service, environment, unknown }: AskedAbout,
  { scope, texts, language }: Telling,
  permissions: Pick<Permissions, 'whoMay'>,
): Promise<Card> {
  if (unknown !== undefined) return linesCard([texts.facts.unknownName({ name: unknown })])
  const where = { ...(service !== undefined && { service }), ...(environment !== undefined && { environment }) }
  const looking = await scope.decide('deploy.status', where)
  if (looking.kind === 'refused') return refusalCard(looking.sentence, texts)
  const missing = [...(service === undefined ? ['service'] : []), ...(environment === undefined ? ['environment'] : [])]
  const deploying = { intent: 'deploy.start', effect: 'change', missing, ...where } as const
  const own = await scope.decide('deploy.start', deploying)
  return linesCard([
    await permissions.whoMay(deploying, language, 'named'),
    own.kind === 'allowed' ? texts.facts.holders.withYou : texts.facts.holders.withoutYou(own),
  ])
}
