import type { Json } from '../domain/event.ts'

/** Stands where words were. */
export const ERASED = '[erased]'

/** Under these, sentences are kept: what people and models wrote, and what cards showed of it. */
const PROSE = new Set([
  ...['text', 'title', 'footnote', 'label', 'value', 'reason', 'reasons', 'note', 'prompt', 'again', 'carried', 'rule'],
  ...['sentence', 'why', 'words', 'lines', 'preview', 'description', 'needs', 'waits', 'columns', 'rows', 'outcome'],
  ...['conditions', 'condition', 'topic', 'target', 'guideline', 'bot', 'device', 'word', 'quote', 'answer', 'client'],
])
/** What is to be done, exactly: its hash was confirmed. Only reasons in it are words. */
const EXACT = new Set(['plan', 'definition', 'catalog', 'steps'])

interface Under {
  readonly isProse: boolean
  readonly isExact: boolean
}

/** A copy in which each text is what `change` makes of it, told whether it is one of those that hold sentences. */
export function mapTexts(value: Json, change: (text: string, isProse: boolean) => string): Json {
  return mapped(value, { isProse: false, isExact: false }, change)
}

function mapped(value: Json, under: Under, change: (text: string, isProse: boolean) => string): Json {
  if (typeof value === 'string') return change(value, under.isProse)
  if (Array.isArray(value)) return value.map((one) => mapped(one, under, change))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      change(key, false),
      one === undefined ? one : mapped(one, below(under, key), change),
    ]),
  )
}

function below({ isProse, isExact }: Under, key: string): Under {
  if (isExact) return { isProse: key === 'reason', isExact }
  return { isProse: isProse || PROSE.has(key), isExact: EXACT.has(key) }
}

/** Words of three letters or more, in small letters. */
export function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []
}
