import type { Reading } from './reading.ts'

/** Words that may stand around a value without asking for anything new. */
const AROUND =
  /_[a-z]+_|\b(?:(?:it|that|this|they|there|we|you)'(?:s|ll|d|re)|same (?:number|pr|branch|tag|ref|reason|time|day|settings?|options?|place|way|question|thing|deal)|(?:it |this |that )?(?:concern|affect|regard|hit|involve)(?:s|ing)|related to|(?:nothing )?(?:else|other) than|its|give|off|(?:my |by )?(?:mistake|typo)|my bad|excuse me|pardon|apologies|namely|supposed|intended|wanted|thinking|(?:was|am) meaning|to be precise|shall|must|if (?:i may|possible|you (?:can|could|may|please|don't mind)|(?:that|it)'s (?:ok|okay|possible))|kindly|(?:can|could|would|will) you|any|anything|(?:i|it|that|we|they)'d|i would|preferably|ideally|suppose|hopefully|likely|likewise|equally|(?:show|list)(?: me)?(?= (?:just |only )?_count_)|(?:on|in) second thoughts?|in particular|particularly|especially|specifically|(?:scratch|forget|ignore|strike) (?:that|it)|at (?:most|least)|up to|of course|looks? (?:good|fine|ok|okay|great|right)(?= (?:now|then|next|and|also)\b)|lgtm|(?:all|sounds) good|which (?:of (?:them|those|these)|ones?)(?: (?:are|were|have|has|did|is))?|too (?:many|much|few|little)|no|nope|nah|sorry|oops|oh|ah|hm+|um+|uh+|er+m?|wait|actually|wrong|better|i|mean|meant|make|change|use|using|with|switch|rather|instead|not|correction|should|be|it|that|this|same|same thing|thing|ones|all|hold|please|for|on|in|at|to|do|ditto|and|or|what|what's|how|about|now|also|too|only|just|of|from|version|strategy|environment|env|service|one|then|next|first|ok|okay|yes|yeah|but|as|well|again|there|over|let's|go|i'd|like|want|prefer|was|is|say|said|by|via|a|the|set|pick|take|last|past|nice|great|cool|good|fine|perfect|against|compared|versus|vs|obviously|clearly|naturally|of course|definitely|probably|maybe|perhaps|guess|think|sure|right|thanks|thx|pls|hey|alright|everything|both|here|let me|see|one more|exact|precise|exactly|precisely|would|go|are|enough|will do|suffices?|plenty|more|less|fewer|limit(?:ed)?|restrict(?:ed)?|max(?:imum)?|belongs|lives|sits|part|them|those|these)\b|[^\p{L}]/gu

/** What a value is one of says nothing beside it: "the unit tests", "number 5". */
const NOUNS: Readonly<Record<string, RegExp>> = {
  suite: /\b(?:tests?|suites?|checks?|ones?)\b/g,
  number: /\b(?:number|no|nr|num|prs?|pull requests?|lines?|instances?|replicas?|entries)\b/g,
  count: /\b(?:lines?|instances?|replicas?|entries)\b/g,
  window: /\b(?:back|further|earlier)\b/g,
  metric: /\b(?:figures?|numbers?|values?|usage|level)\b/g,
  ref: /\b(?:branch|tag|commit|release|build)\b/g,
  state: /\b(?:ones?)\b/g,
}

/** Says no more than values, with words that ask for nothing new around them. */
export function isOnlyValues({ text, clauses, entities, doubts }: Reading): boolean {
  const named = entities.filter(({ slot }) => slot === 'state' || slot === 'metric' || slot === 'suite')
  const words = clauses.map(({ frame }) => frame).join(' ')
  const bare = named.reduce((frame, { start, end }) => frame.replace(text.slice(start, end).toLowerCase(), ' '), words)
  const plain = entities.reduce((frame, { slot }) => frame.replace(NOUNS[slot] ?? /(?!)/, ' '), bare)
  const rest = plain.replace(/\bnot \S+/g, ' ').replace(AROUND, '')
  return rest === '' && entities.length + doubts.length > 0
}
