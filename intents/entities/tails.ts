import { type EntityFinder, findAll } from './entity.ts'

/** A sentence ends at a full stop before a blank, at `!`, `?` or a line break; a reason is one sentence. */
const REST = String.raw`([^\n!?]{1,1000}?)(?=\.?$|\. |[\n!?])`

const REASON = new RegExp(
  String.raw`[,;(]? ?(?:-+ ?)?\b(?:because(?: of)?|cos|coz|cuz|bc|due to|reason is(?: that)?|reason:|the reason being|on account of|since (?=(?:it|the|we|they|he|she|there|this|that|i)\b)|as (?=(?:it|we|they|there)(?:'s|'re| is| are| was)\b(?! on\b| in\b)))[: ]*${REST}`,
  'gim',
)
const CONDITIONS = new RegExp(
  String.raw`[,;(]? ?\b(?:provided(?: that)?|providing|as long as|on (?:the )?condition(?:s)?(?: that)?|with (?:the )?(?:following )?conditions?(?: that)?|but only if|only if|subject to|under the condition that|if)[: ]+${REST}`,
  'gim',
)

/** Why, in the person's own words, up to the end of the sentence. */
export const findReasons: EntityFinder = ({ text }) => findAll(text, REASON, 'reason', ([, words]) => ownWords(words))

/** What an approval hangs on, in the person's own words. */
export const findConditions: EntityFinder = ({ text }) =>
  /\b(?:approve|approved|approving|accept|sign|lgtm|ok)\b/i.test(text)
    ? findAll(text, CONDITIONS, 'conditions', ([, words]) => ownWords(words))
    : []

/** Several words in quotation marks: somebody's own, a title or what was said, never part of the request. */
export const findQuotes: EntityFinder = ({ text }) =>
  findAll(text, /"[^"\n]{1,300}"/g, 'quote', ([words]) => (words.trim().includes(' ') ? words : undefined))

function ownWords(words: string | undefined): string | undefined {
  const plain = words
    ?.replace(/[\s,;:)]+$/, '')
    .replace(/,? (?:please|pls|thanks|thank you)$/i, '')
    .trim()
  return plain === '' ? undefined : plain
}
