import type { Clause } from './clauses.ts'
import { anyOf, LANGUAGES, type Language } from './languages.ts'
import type { Reading } from './reading.ts'

interface Moods {
  readonly told: RegExp
  readonly condition: RegExp
  readonly courtesy: RegExp
  readonly wish: RegExp
}

const MOODS: ReadonlyMap<string, Moods> = new Map(LANGUAGES.map((language) => [language.code, moodsIn(language)]))

function moodsIn({ noOrder, toldBy, conditions, courtesies, acts, wishes }: Language): Moods {
  const word = (source: string) => String.raw`(?<![\p{L}])${source}(?![\p{L}])`
  return {
    told: new RegExp([word(anyOf(noOrder)), ...toldBy.map((pattern) => word(`(?:${pattern})`))].join('|'), 'u'),
    condition: new RegExp(`^(?:(?:und|y|pero|aber|also|bueno) )?${anyOf(conditions)}(?![\\p{L}])`, 'u'),
    courtesy: new RegExp(word(`(?:${courtesies.join('|')})`), 'gu'),
    wish: new RegExp(word(anyOf([...acts, ...wishes])), 'u'),
  }
}

const HOLDS_VALUE = /_(?:service|environment|task|change|incident|device|bot|guideline|number|run|workflow)_/

/** What a German or Spanish message leaves when its telling is taken off. */
interface Untold {
  /** Clauses that neither deny, nor tell of what was, nor suppose, nor hang on a condition. */
  readonly clauses: readonly Clause[]
  /** Those of them with a wish, an order, or what something is done to. */
  readonly orders: readonly Clause[]
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

function untoldIn(reading: Reading, { told, condition, courtesy, wish }: Moods): Untold {
  const clauses: Clause[] = []
  const orders: Clause[] = []
  let governs: 'condition' | 'story' | undefined
  for (const clause of reading.clauses) {
    const said = clause.frame.replace(courtesy, ' ').trim()
    const isTold = told.test(said)
    const isWish = wish.test(said)
    // "casi cancelo la tarea equivocada, TASK-31 en vez de …": what only goes on is told too, and a wish may follow a story.
    const isGoverned: boolean = clause.divider === ',' && (governs === 'condition' || (governs === 'story' && !isWish))
    if (clause.mood === 'plain' && !isTold && !isGoverned) {
      clauses.push(clause)
      if (isWish || HOLDS_VALUE.test(said)) orders.push(clause)
    }
    governs = condition.test(said) ? 'condition' : isTold || isGoverned ? 'story' : undefined
  }
  return { clauses, orders }
}
