import type { Clause } from './clauses.ts'
import { anyOf, type LanguageWords, OTHER_LANGUAGES, spellings } from './languages.ts'
import type { Reading } from './reading.ts'

interface Moods {
  readonly told: RegExp
  readonly condition: RegExp
  readonly report: RegExp
  readonly courtesy: RegExp
  readonly wish: RegExp
  /** "wäre gut" before "wenn jemand …", and what such a clause begins with and holds. */
  readonly hope: RegExp
  readonly hoped: RegExp
  /** A clause that begins with its verb, or with what something is done to and holds the verb in its plain form. */
  readonly order: RegExp
}

const MOODS: ReadonlyMap<string, Moods> = new Map(OTHER_LANGUAGES.map((language) => [language.code, moodsIn(language)]))

function moodsIn({
  noOrder,
  toldBy,
  reports,
  conditions,
  courtesies,
  acts,
  wishes,
  wishedBy,
  hopes,
  hopedWith,
  hoped,
  said,
  beforeNames,
  plainForm: ending,
  several,
}: LanguageWords): Moods {
  const plainForm = acts.filter((act) => new RegExp(ending).test(act))
  const around = `(?:${anyOf(notMadeOfOthers([...said.around, ...said.greeting, ...said.yes]))} )*`
  const joints = anyOf([...several.and, ...several.but, ...said.around])
  const word = (source: string) => String.raw`(?<![\p{L}])${source}(?![\p{L}])`
  return {
    told: new RegExp([word(anyOf(noOrder)), ...toldBy.map((pattern) => word(`(?:${pattern})`))].join('|'), 'u'),
    condition: new RegExp(`^(?:${joints} )?${anyOf(conditions)}(?![\\p{L}])`, 'u'),
    report: new RegExp(String.raw`(?<![\p{L}])(?:${reports.flatMap(spellings).join('|')})$`, 'u'),
    courtesy: new RegExp(word(`(?:${courtesies.flatMap(spellings).join('|')})`), 'gu'),
    wish: new RegExp(
      [word(anyOf(wishes)), ...wishedBy.flatMap(spellings).map((way) => word(`(?:${way})`))].join('|'),
      'u',
    ),
    hope: new RegExp(String.raw`(?<![\p{L}])(?:${hopes.flatMap(spellings).join('|')})$`, 'u'),
    hoped: new RegExp(`^${anyOf(hopedWith)}(?![\\p{L}])|${word(`(?:${hoped.flatMap(spellings).join('|')})`)}`, 'gu'),
    order: new RegExp(
      [
        String.raw`^${around}${anyOf(acts)}(?![\p{L}])`,
        `^${around}(?:${anyOf(beforeNames)} ){0,2}_[a-z]+_.*${word(anyOf(plainForm))}`,
        String.raw`^(?:\S+ ){0,3}${anyOf(plainForm)}(?: \S+){0,3}$`,
      ].join('|'),
      'u',
    ),
  }
}

/** Without "moin moin" beside "moin": a repeated choice between both could be tried in too many ways. */
function notMadeOfOthers(phrases: readonly string[]): readonly string[] {
  const all = new Set(phrases)
  return phrases.filter((phrase) => !phrase.includes(' ') || !phrase.split(' ').every((word) => all.has(word)))
}

const HOLDS_VALUE = /_(?:service|environment|task|change|incident|device|bot|guideline|number|run|workflow)_/

/** What a German or Spanish message leaves when its telling is taken off. */
interface Untold {
  /** Clauses that neither deny, nor tell of what was, nor suppose, nor hang on a condition. */
  readonly clauses: readonly Clause[]
  /** Those of them with a wish, or in the form of an order: nothing dangerous is meant without. */
  readonly orders: readonly Clause[]
  /** Those, and what names something by itself. */
  readonly requests: readonly Clause[]
}

const known = new WeakMap<Reading, Untold>()

/** Undefined where the message is not told to be in one of these languages. */
export function foreignUntold(reading: Reading): Untold | undefined {
  const moods = reading.language && MOODS.get(reading.language)
  if (!moods) return undefined
  const before = known.get(reading)
  if (before) return before
  const untold = untoldIn(reading, moods)
  known.set(reading, untold)
  return untold
}

function untoldIn(reading: Reading, { told, condition, report, courtesy, wish, hope, hoped, order }: Moods): Untold {
  const clauses: Clause[] = []
  const orders: Clause[] = []
  const requests: Clause[] = []
  let governs: 'condition' | 'report' | 'story' | 'hope' | undefined
  for (const clause of reading.clauses) {
    const isHoped: boolean = governs === 'hope' && clause.frame.search(hoped) === 0
    const said = clause.frame
      .replace(courtesy, ' ')
      .replace(isHoped ? hoped : '', ' ')
      .trim()
    const isTold = told.test(said)
    const isWish = isHoped || wish.test(clause.frame) || order.test(said)
    // "Ana sagte, deploye web" is somebody else's order, in whatever form.
    const isReported: boolean = clause.divider === ',' && governs === 'report'
    // "casi cancelo la tarea equivocada, TASK-31 en vez de …": what only goes on is told too, and a wish may follow a story.
    const isGoverned: boolean =
      isReported || (clause.divider === ',' && (governs === 'condition' || (governs === 'story' && !isWish)))
    if (clause.mood === 'plain' && !isTold && !isGoverned) {
      clauses.push(clause)
      if (isWish) orders.push(clause)
      if (isWish || HOLDS_VALUE.test(said)) requests.push(clause)
    }
    if (hope.test(clause.frame)) governs = 'hope'
    else if (condition.test(said)) governs = 'condition'
    else if (isReported || report.test(said)) governs = 'report'
    else governs = isTold || isGoverned ? 'story' : undefined
  }
  return { clauses, orders, requests }
}
