import type { Turn } from '../src/domain/understanding.ts'
import { effectOf, intents } from './catalog.ts'
import type { Reading } from './reading.ts'
import type { Guess } from './rules/classify.ts'

const ASKS_PROGRESS =
  /^(?:(?:and|so|ok|well|hey) )*(?:(?:is|has) (?:it|that|everything|all) (?:done|finished|ready|complete|completed|through|up|live|out|still running|gone through)(?: yet| now)?|did (?:it|that) (?:work|finish|succeed|go through|pass|fail)|how (?:is|'s) it going|how far (?:is it|along is it)|(?:it |that |all )?(?:done|finished|ready|complete|completed|through|live|out|over)(?: yet| already| now)?|(?:any )?(?:progress|news|update|updates|luck)(?: yet| so far)?(?: on (?:it|that))?)$/

/** Without a verb only the question mark or "yet" tells a question from a report. */
const BARE =
  /^(?:(?:and|so|ok|well|hey|it|that|all) )*(?:done|finished|ready|complete|completed|through|live|out|over)\b/

/** "is it done?" asks about the work that was asked for before, not about the service it was for. */
export function progress({ clauses, text }: Reading, last: Turn | undefined): Guess | undefined {
  const [clause, ...others] = clauses
  if (!last || !clause || others.length > 0 || !ASKS_PROGRESS.test(clause.frame)) return undefined
  const isBare = BARE.test(clause.frame)
  if (isBare && !clause.asks && !/\b(?:yet|already)\b/i.test(text)) return undefined
  const [domain, verb] = last.intent.split('.')
  if (effectOf(last.intent) === 'read' && verb !== 'status') return undefined
  const own = `${domain}.status`
  const intent = intents.has(own) ? own : 'deploy.status'
  return { intent, confidence: 0.85 }
}
