import type { Catalog } from '../domain/catalog.ts'
import type { TellOn } from '../domain/tell-on.ts'
import { mentions } from './mentions.ts'
import { endIn } from './wished-end.ts'

const ONE = String.raw`(?:<@!?[\w.]{1,40}>|&lt;@!?[\w.]{1,40}&gt;|@[\p{L}\w][\p{L}\w.-]{0,39}|(?:the (?:team|channel|thread)|this (?:channel|thread))|[\p{L}][\p{L}\w-]{1,39})`
const WHO = `(${ONE}(?: ?(?:,|and|und|y|&) ?${ONE}){0,3})`
const ME = '(me|us|everyone|everybody|the (?:team|channel|thread)|this (?:channel|thread))'

/** “if it fails”, “once it is live”, “how it goes”. */
const IT = String.raw`(?:it|that|this|they|both|everything|all(?: of it)?|anything|something|(?:the|my) \w+)(?:['’]?s)?`
const IS = `(?:is |are |has |was |gets |goes |went |turns |does(?: not|n['’]?t) |did(?: not|n['’]?t) )`
const END =
  '(?:done|finish(?:es|ed)?|ends?|ended|over|complete[ds]?|live|up|out|ready|through|deployed|built|healthy|green|there|lands?|landed|well|gone through|went through|works?|worked|succeeds?|succeeded|fails?|failed|breaks?|broken?|crash(?:es|ed)?|wrong|red|down|bad)'
const TROUBLE = `there(?:['’]?s| is| are) (?:an? |any )?(?:problems?|errors?|failures?|issues?|trouble)`
const WHEN = `(?:(?:but )?(?:only )?(?:(?:when|once|as soon as|after|if|in case) (?:${TROUBLE}|(?:${IT} ?${IS}?)?(?:all )?${END}(?: or (?:not|${END}))?)|on (?:failure|success)|how (?:it|that) (?:goes|went|ends|turns out)|about it|either way))`
const POLITE = '(?: ?,? ?(?:please|pls|thanks|thx))?'
const CALL = `(?:(?:tell|ping|notify|inform|alert|dm) ${WHO}|(?:message|update|slack) ${ME}|let ${WHO} know|(report back)|keep ${WHO} (?:posted|updated)|cc (?=@|<|&lt;)${WHO})`

/** “sag ben Bescheid, wenn es schiefgeht”, “y avísale a ben si falla”. */
const WHEN_ELSEWHERE = '(?:(?:aber |pero )?(?:nur |s[oó]lo )?(?:wenn|sobald|falls|cuando|en cuanto|si) [^.;,]{1,60}?)'
const POLITE_ELSEWHERE = '(?: ?,? ?(?:bitte|danke|por favor|gracias))?'
const CALL_ELSEWHERE = `(?:(?:sag|sage|gib|gebt) ${WHO} bescheid|(?:informiere?|benachrichtige?|pinge?) ${WHO}(?: an)?|(?:av[ií]sale|av[ií]sa|dile|informa|p[ií]nguea) a ${WHO}|(av[ií]same|av[ií]sanos))`

/** What stands after the words, such as a full stop or a picture. */
const REST = String.raw`(?:[\s.!]|\p{Extended_Pictographic}|\uFE0F){0,10}$`
const wish = (lead: string, when: string, call: string, polite: string): RegExp =>
  new RegExp(
    `${lead}(?:${when},? (?:then |dann )?(?:please |bitte |por favor )?)?${call}(?:,? ${when})?${polite}${REST}`,
    'iu',
  )
const WISHES = [
  wish(
    String.raw`(?:(?:\s(?:and|then|but))?[,;.]|\s(?:and|then|but))(?: ?(?:and|then|but|also|please|pls|just|to))* ?`,
    WHEN,
    CALL,
    POLITE,
  ),
  wish(
    String.raw`(?:,?\s(?:und|dann|y|luego|aber|pero)|(?:\s(?:und|y))?[,;.])(?: ?(?:und|bitte|dann|y|por favor|aber|pero))* ?`,
    WHEN_ELSEWHERE,
    CALL_ELSEWHERE,
    POLITE_ELSEWHERE,
  ),
]

/** “tell me what …” asks; and these are nobody's names. */
const NOBODY = /^(?:what|how|when|why|which|who|if|the|a|an|about|that|this|it|them|him|her|you|everything|nothing)$/i
/** Whoever asks is told anyway. */
const SELF = /^(?:report back|mir|av[ií]same|dime)$/i
/** And these read the thread. */
const ALL =
  /^(?:us|everyone|everybody|all|(?:the |this )?(?:team|channel|thread)|here|uns|allen|todos|equipo|av[ií]sanos)$/i
const whom = (name: string): string => (SELF.test(name) ? 'me' : ALL.test(name) ? 'everyone' : name)

export interface Wish {
  /** The text without the wish at its end; as it is where there is none. */
  readonly text: string
  /** Whom it names; `me` for the person who asks, `everyone` for all who read the thread. */
  readonly tell?: readonly string[]
  /** Of which end they are told; absent: of any. */
  readonly tellOn?: TellOn
}

/** Takes off a wish to tell somebody how what is asked for ends. Pure. */
export function withoutWish(
  said: string,
  { services, environments }: Pick<Catalog, 'services' | 'environments'>,
): Wish {
  const found = WISHES.map((one) => one.exec(said)).find((match) => match !== null)
  const who = found?.slice(1).find((group) => group !== undefined)
  if (!found || who === undefined) return { text: said }
  const text = said.slice(0, found.index).trim()
  const names = who.split(/ ?(?:,|&(?!lt;|gt;)|\b(?:and|und|y)\b) ?/i).filter((name) => name !== '')
  const known = [...services, ...environments].flatMap(({ id, aliases }) => [id, ...aliases])
  const isPerson = (name: string): boolean => !NOBODY.test(name) && !known.some((one) => mentions(name, one))
  if (text === '' || !names.every(isPerson)) return { text: said }
  const tellOn = endIn(found[0].replace(who, ' '))
  return { text, tell: names.map(whom), ...(tellOn && { tellOn }) }
}
