import { isRead } from '../../capabilities/capabilities.ts'
import type { Catalog } from '../../domain/catalog.ts'
import type { Effect, Understanding } from '../../domain/understanding.ts'
import { mentions } from '../mentions.ts'
import { ownWords } from '../own-words.ts'

export interface AskedText {
  readonly text: string
  readonly understanding: Pick<Understanding, 'intent' | 'via'>
  readonly effect: Effect
  /** The reading is a guess. */
  readonly unsure: boolean
  readonly catalog: Catalog
}

/**
 * Whether a message is a question about this system that no intent of the catalog answers: it was not understood, or not
 * surely, or it asks why. A request for a change never is, however it is worded.
 */
export function isOpenQuestion({
  text: whole,
  understanding: { intent, via },
  effect,
  unsure,
  catalog,
}: AskedText): boolean {
  const text = ownWords(whole)
  // By likeness alone, "Is it safe to roll back?" looks like a request.
  const isOnlyLikeOrder = via === 'model' && asksWhy(text)
  if ((effect !== 'read' && !isOnlyLikeOrder) || TALK.test(intent)) return false
  const clauses = clausesOf(text)
  if (!isQuestion(text, clauses) || clauses.some(ordersChange) || !isAboutSystem(text, catalog)) return false
  return unsure || !isRead(intent) || asksWhy(text)
}

/** Talk with the bot about itself and its questions. */
const TALK = /^(?:chat|confirm|help|access)\./

/** Longer ones are pasted material: what is asked stands before it or after it. */
const LONGEST_LOOKED_AT = 2_000

function clausesOf(text: string): readonly string[] {
  return text
    .slice(0, LONGEST_LOOKED_AT)
    .toLowerCase()
    .replace(/[’ʼ]/g, "'")
    .replace(/<[@#!][^>]{1,80}>|@[\w-]{1,80}/g, ' ')
    .split(/[.,;:!?\n"“”`()]+|\b(?:and|then|but|so)\b/)
    .map((clause) => clause.replace(/\s+/g, ' ').trim())
    .filter((clause) => clause !== '')
}

const ASKS =
  /^(?:(?:please|pls|hey|hi|ok|okay|well|now|can you|could you) )*(?:why|what|what's|whats|which|who|who's|when|where|how|is|isn't|are|was|wasn't|were|did|didn't|does|doesn't|do|has|have|had|can|could|should|would|will|any idea|any news|explain|tell me (?:why|what|how|which|who)|do you know)\b/

function isQuestion(text: string, clauses: readonly string[]): boolean {
  return text.includes('?') || clauses.some((clause) => ASKS.test(clause))
}

const CHANGES =
  '(?:re)?deploy|roll ?back|roll (?:it|this|that|\\S+) back|revert|ship|release|promote|push|(?:re)?build|cancel|abort|stop|kill|restart|reboot|scale|undo|approve|confirm|reject|delete|remove|drop|start|launch|run|execute|retry|merge|fix|repair|lock|unlock|schedule|submit|trigger|switch|put|take|bring|set'
/** "deploy of payments failed" tells; "deploy payments" orders. */
const ORDER = new RegExp(
  `^(?:(?:please|pls|now|just|also|first|ok|okay|yes|go ahead|kindly|simply|immediately|quickly) )*(?:(?:can|could|would|will|won't|may) you(?: please| kindly| just)? |why (?:don't|not|do not)(?: you| we)? |(?:i|we)(?:'d| would)? (?:want|need|like|love)(?: you)? to |let's |let us |you (?:must|should|can|may|need to|have to) |time to )?(?:${CHANGES})\\b(?! (?:of|failed|fails|was|is|has|did|went|broke|errors?|logs?|status)\\b)`,
)

function ordersChange(clause: string): boolean {
  return ORDER.test(clause)
}

/** Whether a part of a text orders a change, whatever else it asks. */
export function saysToChange(text: string): boolean {
  return clausesOf(ownWords(text)).some(ordersChange)
}

const SYSTEM_WORDS =
  /\b(?:what (?:has |have )?changed (?:since|today|yesterday|recently|lately|in the last|over the last|this)|(?:re)?deploy(?:s|ed|ing|ment|ments)?|rollbacks?|roll(?:ed|ing)? ?back|builds|in prod(?:uction)?|task-\d{1,9}|(?:the|this|that|our|my|your|last|latest|newest|first|failed|red|broken|bad) (?:build|release|task|version|commit|failure|outage|rollout)s?)\b/i

function isAboutSystem(text: string, { services, environments }: Catalog): boolean {
  const names = [...services, ...environments].flatMap(({ id, aliases }) => [id, ...aliases])
  return SYSTEM_WORDS.test(text) || names.some((name) => mentions(text, name))
}

const WHY =
  /\b(?:why|how come|what(?:'s| is| was| has| have)? (?:gone |went |go )?wrong|what (?:caused|broke|made|led)|who broke|which (?:commit|change|version|deploy|deployment|release) (?:broke|caused|made)|what (?:has |have )?changed|(?:cause|reason) (?:of|for|behind)|(?:safe|risky|dangerous) to)\b/i

function asksWhy(text: string): boolean {
  return WHY.test(text.replace(/[’ʼ]/g, "'"))
}
