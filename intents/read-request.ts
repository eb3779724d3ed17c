import type { Catalog } from '../src/domain/catalog.ts'
import type { StructuredRequest } from '../src/domain/structured-request.ts'
import type { Understanding } from '../src/domain/understanding.ts'
import { intentNamed, slotsOf } from './catalog.ts'
import { doubtAs } from './entities/doubtful-names.ts'
import type { DoubtfulName } from './entities/entity.ts'
import { toldApart } from './told-apart.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'
import { squeeze } from './words.ts'

/** Reads a request that carries intent and slots: nothing is guessed, only names are looked up. */
export type ReadRequest = (request: StructuredRequest) => Understanding

/** A value as the catalog calls it, or the doubt about it. */
type Value = { readonly slot: string; readonly value: string | number } | DoubtfulName

/** @throws {Error} when asked about an intent that does not exist: a fault of the caller, since people never type ids. */
export function createRequestReader(catalog: Catalog): ReadRequest {
  const vocabulary = createVocabulary(catalog)
  return ({ intent, slots: given }) => {
    const values = slotsOf(intent).flatMap((slot): readonly Value[] => {
      const value = given[slot]
      return value === undefined || value === '' ? [] : [readValue(slot, value, vocabulary)]
    })
    const slots = Object.fromEntries(values.flatMap((one) => ('value' in one ? [[one.slot, one.value]] : [])))
    const doubts = values.filter((one) => 'typed' in one)
    return {
      intent,
      confidence: 1,
      slots,
      missing: intentNamed(intent).needs.filter((slot) => slots[slot] === undefined),
      ...toldApart(doubts),
      carriedOver: [],
      alternatives: [],
      via: 'request',
    }
  }
}

function readValue(slot: string, value: string | number, vocabulary: Vocabulary): Value {
  if (slot !== 'service' && slot !== 'environment') return { slot, value: inItsForm(slot, value) }
  const typed = String(value)
  const name = vocabulary.bySqueezed.get(squeeze(typed))?.find(({ kind }) => kind === slot)
  return name ? { slot, value: name.id } : doubtAs(slot, typed, vocabulary)
}

/** Words and ids as intents/catalog.yaml has them; a tag, branch or commit as it is typed. */
function inItsForm(slot: string, value: string | number): string | number {
  if (typeof value !== 'string') return value
  switch (slot) {
    case 'task':
    case 'change':
    case 'incident':
    case 'run':
      return value.toUpperCase()
    case 'count':
    case 'window':
    case 'pr':
      return /^\d+$/.test(value) ? Number(value) : value
    case 'ref':
      return /^(?:latest|previous)$/i.test(value) ? value.toLowerCase() : value
    case 'strategy':
    case 'metric':
    case 'state':
      return value.toLowerCase()
    default:
      return value
  }
}
