import type { Catalog } from '../domain/catalog.ts'
import { isSpokenAnswer } from '../domain/spoken-answer.ts'
import type { StructuredRequest } from '../domain/structured-request.ts'
import type { TellOn } from '../domain/tell-on.ts'
import { withoutListMarks } from './list-marks.ts'
import { withoutWish } from './wish-to-tell.ts'

/** A message without what is no part of its request. */
export interface HeardText {
  readonly text: string
  /** What is no part of it, such as what reads like a command line: as it was typed. */
  readonly ignored?: readonly string[]
  /** Whom to tell how it ends, as they were named: `@ana`, `<@U1>`, `ben`, `me`, `everyone`. */
  readonly tell?: readonly string[]
  /** Of which end; absent: of any. */
  readonly tellOn?: TellOn
  /** Its order, where that is to wait for a condition or is denied again: nothing starts. */
  readonly waits?: StructuredRequest
  /** The version that it says is not wanted. */
  readonly denied?: string
}

/** A request is short; what is longer is pasted material, and searching it would take long. */
const LONGEST_REQUEST = 2_500

/** Pure: takes off a wish to tell somebody, and what was typed for a shell. A yes with more behind it stays whole, so that it is no yes. */
export function hear(said: string, catalog: Catalog): HeardText {
  if (said.length > LONGEST_REQUEST) return { text: said }
  const { text: spoken, ignored } = withoutShell(withoutListMarks(said))
  const { text, ...wish } = withoutWish(spoken, catalog)
  if (isSpokenAnswer(text)) return { text: said }
  return { text, ...(ignored.length > 0 && { ignored }), ...wish }
}

const COMMANDS =
  'sudo|su|rm|rmdir|mv|cp|dd|cat|ls|cd|chmod|chown|kill|pkill|killall|reboot|shutdown|halt|poweroff|mkfs\\S*|curl|wget|nc|ncat|ssh|scp|bash|sh|zsh|eval|exec|export|env|printenv|echo|python3?|perl|ruby|node|npm|npx|git|docker|kubectl|helm|terraform|systemctl|iptables|crontab|drop (?:table|database)|delete from|truncate'
/** What may follow `&&` in a message to a bot: one more request. */
const REQUESTS =
  '(?:(?:please|then|also) )?(?:(?:re)?deploy|ship|release|push|promote|roll|revert|(?:re)?build|cancel|abort|stop|check|show|list|status|health|tell|ping|notify|let|what|which|who|how|is)'
/**
 * `; rm -rf /`, `&& anything` but a request, `| sh`, `$(reboot)` by itself: to the next request or to the end, since a shell
 * would read it so. No two runs of blanks meet: that takes long.
 */
const SHELL = new RegExp(
  `(?:(?:&amp;&amp;|&&)(?!\\s*${REQUESTS}\\b)|(?:\\|\\|?\\s*|\\s&(?:amp;)?\\s|;\\s+|\\s;|\\n[^\\S\\n]*(?:\\$[^\\S\\n]*)?|(?<=\\s)\`)(?=(?:${COMMANDS})\\b)|(?<=\\s)(?:\\$\\(|(?:&gt;|>)\\s?/)).*?(?=(?:;|&amp;&amp;|&&|\\n)\\s*${REQUESTS}\\b|$)`,
  'gis',
)
/** Links, mentions, and what is set as code. */
const SET_APART = /<(?:[@#!]|https?:|mailto:)[^<>\n]{1,500}>|`[^`\n]{1,200}`/g

function withoutShell(said: string): { readonly text: string; readonly ignored: readonly string[] } {
  const masked = said.replace(SET_APART, (apart) => '_'.repeat(apart.length))
  const found = said.includes('```') ? [] : [...masked.matchAll(SHELL)]
  if (found.length === 0) return { text: said, ignored: [] }
  const ends = found.map(({ index, 0: { length } }) => index + length)
  const kept = [0, ...ends].map((from, at) => said.slice(from, found[at]?.index).trim())
  const text = kept.filter((piece) => piece !== '').join(' ')
  // What is nothing but a command line is answered as what it is.
  if (/^\W*$/.test(text)) return { text: said, ignored: [] }
  return { text, ignored: found.map(({ index }, at) => said.slice(index, ends[at]).trim()) }
}
