import { foreignFreeText } from './foreign-free-text.ts'
import type { Reading } from './reading.ts'

type Reader = (reading: Reading) => string | undefined

/** First group of the first pattern that matches. */
const firstOf =
  (...patterns: readonly RegExp[]): Reader =>
  ({ text }) => {
    const words = patterns.map((pattern) => pattern.exec(text)?.[1]).find((match) => match !== undefined)
    return ownWords(words)
  }

function ownWords(words: string | undefined): string | undefined {
  if (
    words !== undefined &&
    /^(?:(?:use |using )?(?:it|this|that|you|things?|(?:this|the|your|that) (?:bot|thing|tool|assistant)))(?: work| here)?$/i.test(
      words.trim(),
    )
  )
    return undefined
  const plain = words
    ?.replace(/[\s.,;:!?]+$/, '')
    .replace(/,? (?:please|pls|thanks|thank you)$/i, '')
    .trim()
  return plain === '' ? undefined : plain
}

const QUOTED = /"([^"\n]{1,500})"/
const AFTER_COLON = /(?:: | - )([^\n]{1,500})/

/** Slots that hold words of the person's own choosing; where such words stand depends on what is asked. */
const READERS: Readonly<Record<string, Readonly<Record<string, Reader>>>> = {
  'incident.open': {
    title: firstOf(
      QUOTED,
      AFTER_COLON,
      /\b(?:incident|outage|sev ?-?\d)\b[^,]*?\b(?:titled|called|named|because|saying|that) ([^\n]{2,500})/i,
      /\b(?:incident|outage|sev ?-?\d)\b[^,\n]{0,80}, ([^\n]{2,500})/i,
      /\b(?:incident|outage)\b (?:for|about|on|with) ([^\n]{2,500})/i,
    ),
  },
  'bot.create': {
    bot: (reading) =>
      firstOf(
        /\b(?:called|named|(?:name|call) (?:it|him|her|them|this one|that one)|name:|name is|with(?: the)? name(?: of)?|bot|persona) (?!persona\b|with\b|bot\b|called\b|named\b|name\b|which\b|for\b|to\b|that\b|who\b)"?([\p{L}\p{N}][\p{L}\p{N}_-]{0,60})/iu,
      )(reading)?.toLowerCase(),
    title: firstOf(
      QUOTED,
      /\b(?:for|to handle|to help with|that handles|responsible for|that does|to do|who does) (?!(?:me|us)\b)([^\n?!]{2,200}?)(?=$|[?!\n]|\. )/i,
    ),
  },
  'bot.delete': {
    bot: (reading) =>
      firstOf(
        /\b(?:bot|persona) (?:called |named )?"?([\p{L}\p{N}][\p{L}\p{N}_-]{0,60})/iu,
        /\b(?!(?:an?|the|this|that|one|some|any|my|our|your|delete|remove|drop) )([\p{L}\p{N}][\p{L}\p{N}_-]{0,60}) (?:bot|persona)\b/iu,
      )(reading)?.toLowerCase(),
  },
  'guideline.add': {
    title: firstOf(
      QUOTED,
      /\b(?:guideline|rule)\b[^:\n]{0,60}?(?:: | - | that (?:says )?)([^\n]{2,500})/i,
      /\b((?:whenever|every time|each time|any ?time|from now on|always|when |if |never )[^\n]{2,500})/i,
      /\b(?:guideline|rule)\b,? (?:to |for )?([^\n]{2,500})/i,
    ),
  },
  'guideline.remove': {
    guideline: firstOf(
      QUOTED,
      /\b(?:guideline|rule)(?: number| no\.?)? #?(\d{1,6})\b/i,
      /\b(?:guideline|rule) (?:about|on|for|called|named) ([^\n]{2,200})/i,
      /\b(?:the|that) ([^\n]{1,100}?) (?:guideline|rule)\b/i,
    ),
  },
  'test.generate': {
    target: firstOf(
      /\b(?:for|of|covering|cover|against|on) (?:the |our |my )?(?:class |function |method |file |module )?(?!(?:unit |some )?(?:tests?|specs?)\b)([\p{L}_$][\w.$/:-]{0,200})/iu,
    ),
  },
  'help.show': {
    topic: firstOf(
      /\bhelp(?: me)? (?:with|on|about|for|understand(?:ing)?) (?:the |a |my )?([^\n?.!]{2,80})/i,
      /\bhow (?:do|can|should|would) (?:i|we|you|one) (?:use |even )?(?:the |a )?([^\n?.!]{2,80})/i,
      /\bhow to ([^\n?.!]{2,80})/i,
      /\bhow (?:do|does) (?:the |a )?([^\n?.!]{2,60}) work\b/i,
      /^\W*help(?: show)? (?!me\b|please\b)([\p{L}\p{N}_. -]{2,60})/iu,
    ),
  },
}

/** Requests behind which people say why, without a "because". */
const EXPLAINED: ReadonlySet<string> = new Set(['change.reject', 'deploy.lock', 'incident.resolve', 'task.cancel'])

/** What the person wrote for a slot of the intent in their own words. */
export function freeText(intent: string, slot: string, reading: Reading): string | undefined {
  const { language = 'en' } = reading
  if (language !== 'en') return MARKED[intent]?.[slot]?.(reading) ?? foreignFreeText(intent, slot, reading)
  const words = READERS[intent]?.[slot]?.(reading)
  return words ?? (slot === 'reason' && EXPLAINED.has(intent) ? saidBehind(reading) : undefined)
}

const SHORTEST_REASON = 3
const TELLS_WHY = /^(?:we|it|they|he|she|i|there)(?:'(?:re|s|m|ve)| (?:is|are|was|were|have|has)) \p{L}+$/iu
const NO_REASON =
  /^(?:please|pls|thanks|thank you|thx|cheers|and|or|so|then|it's urgent|asap|sorry|could|can|would|will|no more|not|only|just|but)\b/i

const NEXT = /\b(?:then|next|afterwards|after that)\W*$/i

const ORDERED =
  /_(?:change|service|incident|task)_|\b(?:cancel|stop|abort|kill|reject|decline|deny|resolve|close|lock|freeze) (?:it|that|this|them|(?:that |this )?one)\b|^(?:reject|decline)$/
const ENDS = /\b(?:resolve|close|reject|decline)\b/

/** "reject CHG-77, the migration has no way back": what is told behind the order. */
function saidBehind({ clauses, text }: Reading): string | undefined {
  const last = clauses.at(-1)
  if (!last || clauses.length < 2 || last.asks || last.mood === 'conditional') return undefined
  // "lock it, then show me the deployments": that is wanted next.
  if (NEXT.test(text.slice(0, last.start))) return undefined
  const words = text
    .slice(last.start, last.end)
    .replace(/,? (?:please|pls|thanks|thank you)\W*$/i, '')
    .trim()
  const shortest = clauses.some(({ frame }) => ENDS.test(frame)) ? SHORTEST_REASON - 1 : SHORTEST_REASON
  const isSentence = (words.split(' ').length >= shortest || TELLS_WHY.test(words)) && !NO_REASON.test(words)
  const isOrdered = clauses.slice(0, -1).some(({ frame }) => ORDERED.test(frame))
  return isSentence && isOrdered && !/_[a-z]+_$/.test(last.frame) ? words : undefined
}

/** What quotation marks or a colon set apart, in whatever language. */
const MARKED: Readonly<Record<string, Readonly<Record<string, Reader>>>> = {
  'incident.open': { title: firstOf(QUOTED, AFTER_COLON) },
  'bot.create': { title: firstOf(QUOTED) },
  'guideline.add': { title: firstOf(QUOTED) },
  'guideline.remove': { guideline: firstOf(QUOTED) },
}
