import type { Catalog } from '../domain/catalog.ts'
import { isSpokenAnswer } from '../domain/spoken-answer.ts'
import { mentions } from './mentions.ts'

/** A message without what is no part of its request. */
export interface HeardText {
  readonly text: string
  /** What is no part of it, such as what reads like a command line: as it was typed. */
  readonly ignored?: readonly string[]
  /** Whom to tell how it ends, as they were named: `@ana`, `<@U1>`, `ben`, `me`. */
  readonly tell?: readonly string[]
}

/** A request is short; what is longer is pasted material, and searching it would take long. */
const LONGEST_REQUEST = 2_500

/** Pure: takes off a wish to tell somebody, and what was typed for a shell. A yes with more behind it stays whole, so that it is no yes. */
export function hear(said: string, catalog: Catalog): HeardText {
  if (said.length > LONGEST_REQUEST) return { text: said }
  const { text: spoken, ignored } = withoutShell(said)
  const { text, tell } = withoutWish(spoken, catalog)
  if (isSpokenAnswer(text)) return { text: said }
  return { text, ...(ignored !== undefined && { ignored: [ignored] }), ...(tell && { tell }) }
}

const COMMANDS =
  'sudo|su|rm|rmdir|mv|cp|dd|cat|ls|cd|chmod|chown|kill|pkill|killall|reboot|shutdown|halt|poweroff|mkfs\\S*|curl|wget|nc|ncat|ssh|scp|bash|sh|zsh|eval|exec|export|env|printenv|echo|python3?|perl|ruby|node|npm|npx|git|docker|kubectl|helm|terraform|systemctl|iptables|crontab|drop (?:table|database)|delete from|truncate'
/** What may follow `&&` in a message to a bot: one more request. */
const REQUESTS =
  '(?:(?:please|then|also) )?(?:(?:re)?deploy|ship|release|push|promote|roll|revert|(?:re)?build|cancel|abort|stop|check|show|list|status|health|tell|ping|notify|let|what|which|who|how|is)'
/**
 * `; rm -rf /`, `&& anything` but a request, `| sh`, `$(reboot)` by itself: to the end, since a shell would read it so. No
 * two runs of blanks meet: that takes long.
 */
const SHELL = new RegExp(
  `(?:(?:&amp;&amp;|&&)(?!\\s*${REQUESTS}\\b)|(?:\\|\\|?\\s*|\\s&(?:amp;)?\\s|;\\s+|\\s;|\\n[^\\S\\n]*(?:\\$[^\\S\\n]*)?|(?<=\\s)\`)(?=(?:${COMMANDS})\\b)|(?<=\\s)(?:\\$\\(|(?:&gt;|>)\\s?/)).*$`,
  'is',
)
/** Links, mentions, and what is set as code. */
const SET_APART = /<(?:[@#!]|https?:|mailto:)[^<>\n]{1,500}>|`[^`\n]{1,200}`/g

function withoutShell(said: string): { readonly text: string; readonly ignored?: string } {
  const found = SHELL.exec(said.replace(SET_APART, (apart) => '_'.repeat(apart.length)))
  if (!found || found.index === 0 || said.includes('```')) return { text: said }
  return { text: said.slice(0, found.index).trim(), ignored: said.slice(found.index).trim() }
}

const ONE = String.raw`(?:<@!?\w{1,40}>|&lt;@!?\w{1,40}&gt;|@[\p{L}\w][\p{L}\w.-]{0,39}|[\p{L}][\p{L}\w-]{1,39})`
const WHO = `(${ONE}(?: ?(?:,|and|&) ?${ONE}){0,3})`
const WHEN = String.raw`(?: (?:when|once|as soon as|after|if) (?:(?:it|that|this|they|both|everything|all|the \w+)(?:['’]?s)? ?(?:is |are |has |was )?)?(?:all )?(?:done|finished|live|up|out|ready|complete[ds]?|over|through|deployed|built|healthy|finish(?:es|ed)?|ends?|succeeds?|fails?|lands?|there|gone through|went through)(?: or (?:not|fails?|failed))?| how (?:it|that) (?:goes|went|ends|turns out)| about it)`
const POLITE = '(?: ?,? ?(?:please|pls|thanks|thx))?'
const WISH = new RegExp(
  `(?:[,;.]|\\s(?:and|then))(?: ?(?:and|then|also|please|pls|just|to))* ?(?:(?:tell|ping|notify|inform|alert|dm) ${WHO}${WHEN}?|let ${WHO} know${WHEN}?|cc (?=@|<)${WHO})${POLITE}[.!]*$`,
  'iu',
)
/** “tell me what …” asks; and these are nobody's names. */
const NOBODY = /^(?:what|how|when|why|which|who|if|the|a|an|about|that|this|it|them|him|her|you|everything|nothing)$/i
const ALL = /^(?:us|everyone|everybody|all|team|channel|here)$/i

function withoutWish(
  said: string,
  { services, environments }: Catalog,
): { readonly text: string; readonly tell?: readonly string[] } {
  const found = WISH.exec(said)
  const who = found?.[1] ?? found?.[2] ?? found?.[3]
  if (!found || who === undefined || found.index === 0) return { text: said }
  const names = who.split(/ ?(?:,|&(?!lt;|gt;)|\band\b) ?/i).filter((name) => name !== '')
  const known = [...services, ...environments].flatMap(({ id, aliases }) => [id, ...aliases])
  const isPerson = (name: string): boolean => !NOBODY.test(name) && !known.some((one) => mentions(name, one))
  if (!names.every(isPerson)) return { text: said }
  return { text: said.slice(0, found.index).trim(), tell: names.map((name) => (ALL.test(name) ? 'me' : name)) }
}
