import type { Clause } from './clauses.ts'
import { anyOf, EVERYDAY_ELSEWHERE, type LanguageWords, OTHER_LANGUAGES, saidInAny } from './languages.ts'
import { matchesOf } from './matches.ts'
import type { Reading } from './reading.ts'

const CODE = String.raw`(?<own>[\p{L}_$][\w.$/:-]{0,200})`
/** What stands for the person's own words in a pattern of intents/languages. */
const PARTS: Readonly<Record<string, string>> = {
  name: String.raw`"?(?<own>[\p{L}\p{N}][\p{L}\p{N}_-]{0,60})`,
  words: String.raw`(?<own>[^\n]{2,200}?)(?=[.!?]?\s*$|[?!,;]|\. )`,
  rest: String.raw`(?<own>[^\n]{2,500})`,
  code: CODE,
  anyCode: CODE,
}

interface OwnWords {
  readonly pattern: RegExp
  /** "función enviar" may be any word, "tests für InvoiceMapper" only what looks like code. */
  readonly isOfCode: boolean
}

const PATTERNS: ReadonlyMap<string, Readonly<Record<string, readonly OwnWords[]>>> = new Map(
  OTHER_LANGUAGES.map((language) => [language.code, patternsIn(language)]),
)

function patternsIn({ ownWords }: LanguageWords): Readonly<Record<string, readonly OwnWords[]>> {
  return Object.fromEntries(Object.entries(ownWords).map(([slot, patterns]) => [slot, patterns.map(ownWordsFrom)]))
}

function ownWordsFrom(written: string): OwnWords {
  const source = written.replace(/\{(name|words|rest|code|anyCode)\}/g, (_, part: string) => PARTS[part] ?? '')
  return {
    pattern: new RegExp(String.raw`(?<![\p{L}\p{N}_-])${source}`, 'giu'),
    isOfCode: written.includes('{code}'),
  }
}

const LOOKS_LIKE_CODE = /\p{Ll}\p{Lu}|_|\.\w|::|\(/u

/** What somebody wrote for a slot in words of one's own, in a language other than English. */
export function foreignFreeText(intent: string, slot: string, reading: Reading): string | undefined {
  const patterns = (reading.language && PATTERNS.get(reading.language)?.[`${intent}.${slot}`]) ?? []
  for (const own of patterns.flatMap((one) => ownWordsBy(one, reading))) return slot === 'bot' ? own.toLowerCase() : own
  return CLAUSES_FOR[`${intent}.${slot}`]?.(reading)
}

/** Of code every mention is looked at, as only what looks like it counts; of other words the first. */
function ownWordsBy({ pattern, isOfCode }: OwnWords, { text }: Reading): readonly string[] {
  const matches = isOfCode ? matchesOf(text, pattern) : matchesOf(text, pattern).slice(0, 1)
  return matches
    .map(({ groups }) => (groups?.own ?? '').replace(/[\s.,;:!?"]+$/, '').trim())
    .filter((own) => own !== '' && !EVERYDAY_ELSEWHERE.has(own.toLowerCase()))
    .filter((own) => !isOfCode || LOOKS_LIKE_CODE.test(own))
}

type FromClauses = (reading: Reading) => string | undefined

/** Where people say why, or what is wrong, without a word for it. */
const CLAUSES_FOR: Readonly<Record<string, FromClauses>> = {
  'incident.open.title': (reading) => saidOf(reading, whatIsWrong(reading)),
  'incident.resolve.reason': (reading) => saidOf(reading, clauseBehind('incident', reading)),
  'change.reject.reason': (reading) => saidOf(reading, clauseBehind('change', reading)),
  'task.cancel.reason': (reading) => saidOf(reading, clauseBehind('task', reading)),
  'deploy.lock.reason': (reading) =>
    saidOf(reading, clauseBehind('service', reading) ?? clauseBefore('service', reading)),
}

/** "Lehn CHG-80 ab, der Rollback-Plan fehlt": what follows the order says why. */
function clauseBehind(slot: string, reading: Reading): Clause | undefined {
  const ordered = reading.entities.find((entity) => entity.slot === slot)
  if (!ordered) return undefined
  return reading.clauses.filter(({ start }) => start > ordered.start).findLast((clause) => tellsWhy(clause))
}

/** "wir migrieren grad die DB, … soll niemand orders auf prod deployen". */
function clauseBefore(slot: string, reading: Reading): Clause | undefined {
  const ordered = reading.entities.find((entity) => entity.slot === slot)
  if (!ordered) return undefined
  return reading.clauses.find((clause) => clause.end <= ordered.start && tellsWhy(clause))
}

const ABOUT_INCIDENTS = new RegExp(
  String.raw`\bsev ?-?\d|_severity_|${OTHER_LANGUAGES.flatMap(({ incidents }) => incidents).join('|')}`,
  'u',
)

/** "Nadie puede pagar con tarjeta, hay que abrir un incidente": the longest clause that is not the order itself. */
function whatIsWrong({ clauses }: Reading): Clause | undefined {
  return clauses
    .filter((clause) => tellsWhy(clause) && !ABOUT_INCIDENTS.test(clause.frame))
    .sort((a, b) => b.frame.length - a.frame.length)[0]
}

const inAny = (words: (language: LanguageWords) => readonly string[]): readonly string[] =>
  OTHER_LANGUAGES.flatMap(words)
const COURTESY = new RegExp(
  [
    String.raw`(?<![\p{L}])${anyOf([...saidInAny('thanks'), ...saidInAny('greeting')])}(?![\p{L}])`,
    `^${anyOf(inAny(({ noReasonFirst }) => noReasonFirst))}(?:$| )`,
    ...inAny(({ noReason }) => noReason),
  ].join('|'),
  'u',
)
const JOINTS = anyOf(inAny(({ several, noReasonFirst }) => [...several.and, ...several.but, ...noReasonFirst]))
const ORDERS = new RegExp(
  [
    `^(?:${JOINTS} )*${anyOf(inAny(({ orderFirst }) => orderFirst))}`,
    String.raw`(?<![\p{L}])${anyOf(inAny(({ acts }) => acts))}(?![\p{L}])`,
  ].join('|'),
  'u',
)

function tellsWhy(clause: Clause): boolean {
  const { frame, asks } = clause
  const words = frame.split(' ')
  return words.length >= 2 && words.length <= 20 && !asks && !COURTESY.test(frame) && !ORDERS.test(frame)
}

function saidOf({ text }: Reading, clause: Clause | undefined): string | undefined {
  return clause && text.slice(clause.start, clause.end).trim()
}
