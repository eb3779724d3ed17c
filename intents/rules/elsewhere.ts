import { effectOf } from '../catalog.ts'
import type { Clause } from '../clauses.ts'
import { foreignUntold } from '../foreign-orders.ts'
import { instancesSaid } from '../instances-said.ts'
import { OTHER_LANGUAGES } from '../languages.ts'
import type { Reading } from '../reading.ts'
import type { Rule } from './rule.ts'

const SURE = 0.93

/**
 * Orders in the words of other languages, as intents/languages lists them: a clause that orders something holds the verb,
 * and the message what the verb is done to.
 */
export const rulesElsewhere: readonly Rule[] = OTHER_LANGUAGES.flatMap(({ code, orders }) =>
  Object.entries(orders).map(([intent, { of, says, unless, asked }]): Rule => {
    const verb = new RegExp(String.raw`(?<![\p{L}])(?:${says.join('|')})`, 'u')
    const other = unless === undefined ? undefined : new RegExp(String.raw`(?<![\p{L}])(?:${unless.join('|')})`, 'u')
    const isDanger = effectOf(intent) === 'danger'
    return {
      intent,
      confidence: SURE,
      matches: ({ reading }) =>
        reading.language === code &&
        of.every((slot) => reading.entities.some((entity) => entity.slot === slot) || isSaid(intent, slot, reading)) &&
        (foreignUntold(reading)?.[isDanger ? 'orders' : 'clauses'] ?? []).some(
          (clause) =>
            verb.test(clause.frame) &&
            !other?.test(clause.frame) &&
            (asked || !clause.asks || isPoliteUntil(clause, reading)),
        ),
    }
  }),
)

/** A number as long as a commit is a count only where something is scaled. */
const isSaid = (intent: string, slot: string, reading: Reading): boolean =>
  intent === 'service.scale' && slot === 'count' && instancesSaid(reading) !== undefined

/** "CHG-66 durchwinken?" wonders, "kannst du CHG-66 durchwinken?" asks for it. */
const POLITE_QUESTION = new RegExp(
  String.raw`(?<!\p{L})(?:${OTHER_LANGUAGES.flatMap(({ politeQuestions }) => politeQuestions).join('|')})(?!\p{L})`,
  'u',
)

/** "wäre es möglich, web auszurollen?" asks in the clause before. */
function isPoliteUntil(clause: Clause, { clauses }: Reading): boolean {
  return clauses.some(({ frame, start }) => start <= clause.start && POLITE_QUESTION.test(frame))
}
