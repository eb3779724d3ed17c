import { type Entity, type EntityFinder, findAll } from './entity.ts'

/**
 * A sentence ends at a full stop before a blank, at `!`, `?` or a line break; a reason is one sentence. It has no other
 * bound: it is found where it starts, and nothing is read twice.
 */
const REST = String.raw`([^\n!?]+?)(?=\.?$|\. |[\n!?])`

/** "since checkout is down", "as the mail service needs it" tell; "since monday" and "as v2" do not. */
const TOLD = String.raw`(?=(?:[^\s,]+ ){1,3}(?:(?:is|are|was|were)\b(?! on\b| in\b)|(?:isn't|aren't|has|have|had|needs?|depends?|broke|breaks|fails?|failed|keeps?|wants?|went|waits?|relies|blocks?|crashe[sd])\b))`
const REASON = new RegExp(
  String.raw`[,;(]? ?(?:-+ ?)?\b(?:because(?: of)?|cos|coz|cuz|bc|due to|reason is(?: that)?|reason:|the reason being|on account of|since (?=(?:it|we|they|he|she|there|this|that|i)\b)|since ${TOLD}|as (?=(?:it|we|they|there)(?:'s|'re| is| are| was)\b(?! on\b| in\b))|as ${TOLD}(?!(?:it|we|they|there|you|i|soon|far|long) ))[: ]*${REST}`,
  'gim',
)
const CONDITIONS = new RegExp(
  String.raw`[,;(]? ?\b(?:provided(?: that)?|providing|as long as|on (?:the )?condition(?:s)?(?: that)?|with (?:the )?(?:following )?conditions?(?: that)?|but only if|only if|subject to|under the condition that|if)[: ]+${REST}`,
  'gim',
)

/** Why, in the person's own words, up to the end of the sentence. */
export const findReasons: EntityFinder = ({ text }) =>
  findAll(text, REASON, 'reason', ([, words]) => ownWords(words)).map((reason) =>
    beforeRequest(beforeOrder(reason), text),
  )

/** "makes no sense since we moved, delete it": behind the reason stands the order. */
const ORDER_BEHIND =
  /, (?:so |please |pls |now )*(?:\w+(?: \w+)?|i want|i'd like|i need) (?:it|that|this|them|that one)\b(?: \w+){0,3}$|, (?:so |and )?(?:it|that|this) (?:ought to|should|must|needs? to|has to|deserves) (?:\w+ ?){1,6}$/i

function beforeOrder(reason: Entity): Entity {
  const order = ORDER_BEHIND.exec(String(reason.value))
  if (!order) return reason
  const value = String(reason.value).slice(0, order.index).trim()
  return { ...reason, value, end: reason.end - order[0].length }
}

/** "because checkout is down, restart it": a reason at the front ends where the request starts. */
export function beforeRequest(reason: Entity, text: string): Entity {
  if (!/^(?:\S{1,20} )?$/.test(text.slice(0, reason.start))) return reason
  const comma = turnTo(text, reason.start + 1)
  if (comma < 0 || comma >= reason.end) return reason
  const said = String(reason.value)
  const value = said.slice(0, said.length - (reason.end - comma)).trim()
  return value === '' ? reason : { ...reason, value, end: comma }
}

/** Where the request starts after a reason: at a comma or at polite words. */
function turnTo(text: string, from: number): number {
  const comma = text.indexOf(',', from)
  const polite = text
    .slice(from)
    .search(/ (?=(?:please|pls|(?:can|could|would) (?:you|we)|(?:we|i)(?:'d| would) (?:like|love)|let's|go ahead)\b)/i)
  return polite < 0 || (comma >= 0 && comma < from + polite) ? comma : from + polite
}

/** What an approval hangs on, in the person's own words. */
export const findConditions: EntityFinder = ({ text, turns }) =>
  turns[0]?.intent === 'change.approve' || /\b(?:approve|approved|approving|accept|sign|lgtm|ok)\b/i.test(text)
    ? findAll(text, CONDITIONS, 'conditions', ([, words]) => ownWords(words))
    : []

/** Several words in quotation marks: somebody's own, a title or what was said, never part of the request. */
export const findQuotes: EntityFinder = ({ text }) =>
  findAll(text, /"[^"\n]{1,300}"/g, 'quote', ([words]) => (words.trim().includes(' ') ? words : undefined))

export function ownWords(words: string | undefined): string | undefined {
  const plain = words
    ?.replace(/[\s,;:)]+$/, '')
    .replace(/[,.!]? (?:please|pls|thanks|thank you|bitte|danke|por favor|porfa|gracias)$/i, '')
    .trim()
  return plain === '' ? undefined : plain
}
