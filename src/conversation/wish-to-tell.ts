import type { Catalog } from '../domain/catalog.ts'
import { mentions } from './mentions.ts'

const ONE = String.raw`(?:<@!?\w{1,40}>|&lt;@!?\w{1,40}&gt;|@[\p{L}\w][\p{L}\w.-]{0,39}|[\p{L}][\p{L}\w-]{1,39})`
const WHO = `(${ONE}(?: ?(?:,|and|&) ?${ONE}){0,3})`
const WHEN = String.raw`(?: (?:when|once|as soon as|after|if) (?:(?:it|that|this|they|both|everything|all|the \w+)(?:['’]?s)? ?(?:is |are |has |was )?)?(?:all )?(?:done|finished|live|up|out|ready|complete[ds]?|over|through|deployed|built|healthy|finish(?:es|ed)?|ends?|succeeds?|fails?|lands?|there|gone through|went through)(?: or (?:not|fails?|failed))?| how (?:it|that) (?:goes|went|ends|turns out)| about it)`
const POLITE = '(?: ?,? ?(?:please|pls|thanks|thx))?'
const WISH = new RegExp(
  `(?:[,;.]|\\s(?:and|then))(?: ?(?:and|then|also|please|pls|just|to))* ?(?:(?:tell|ping|notify|inform|alert|dm) ${WHO}${WHEN}?|let ${WHO} know${WHEN}?|cc (?=@|<)${WHO})${POLITE}[.!]*$`,
  'iu',
)
/** “und sag ben Bescheid, wenn es fertig ist”, “y avísale a ben cuando termine”. */
const WHO_ELSEWHERE = `(${ONE}(?: ?(?:,|und|y|&) ?${ONE}){0,3})`
const TAIL_ELSEWHERE = String.raw`(?:,? (?:wenn|sobald|cuando|en cuanto) [^.;,]{1,60})?(?: (?:bitte|danke|por favor|gracias))?[.!]*$`
const ELSEWHERE = new RegExp(
  `(?:,?\\s(?:und|dann|y|luego)|[,;.])(?: ?(?:bitte|dann|y|por favor))* ?(?:(?:sag|sage|gib|gebt) ${WHO_ELSEWHERE} bescheid|(?:informiere?|benachrichtige?|pinge?) ${WHO_ELSEWHERE}(?: an)?|(?:av[ií]sale|av[ií]sa|dile|informa|p[ií]nguea) a ${WHO_ELSEWHERE}|(av[ií]same|av[ií]sanos))${TAIL_ELSEWHERE}`,
  'iu',
)
/** “tell me what …” asks; and these are nobody's names. */
const NOBODY = /^(?:what|how|when|why|which|who|if|the|a|an|about|that|this|it|them|him|her|you|everything|nothing)$/i
const ALL =
  /^(?:us|everyone|everybody|all|team|channel|here|mir|uns|allen|todos|equipo|[aá]visame|av[ií]same|av[ií]sanos|dime)$/i

/** A text without the wish at its end, and whom that names; as it is where there is none. Pure. */
export function withoutWish(
  said: string,
  { services, environments }: Catalog,
): { readonly text: string; readonly tell?: readonly string[] } {
  const found = WISH.exec(said) ?? ELSEWHERE.exec(said)
  const who = found?.slice(1).find((group) => group !== undefined)
  if (!found || who === undefined || found.index === 0) return { text: said }
  const names = who.split(/ ?(?:,|&(?!lt;|gt;)|\b(?:and|und|y)\b) ?/i).filter((name) => name !== '')
  const known = [...services, ...environments].flatMap(({ id, aliases }) => [id, ...aliases])
  const isPerson = (name: string): boolean => !NOBODY.test(name) && !known.some((one) => mentions(name, one))
  if (!names.every(isPerson)) return { text: said }
  return { text: said.slice(0, found.index).trim(), tell: names.map((name) => (ALL.test(name) ? 'me' : name)) }
}
