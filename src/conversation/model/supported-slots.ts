import type { Catalog, NamedThing } from '../../domain/catalog.ts'
import type { Slots } from '../../domain/understanding.ts'
import { mentions as says, plainWords as words } from '../mentions.ts'

/** What may back a value that a language model gives. */
export interface Evidence {
  /** What the person wrote. */
  readonly text: string
  readonly catalog: Catalog
  /** Values found without a model, in this message and in this person's earlier ones; each is in its normal form. */
  readonly known: readonly Slots[]
}

/**
 * The value in its normal form when the person said it; undefined when nothing but the model speaks for it. A name that
 * is only nearly the person's word is not the person's word.
 */
export function supportedValue(slot: string, value: string, evidence: Evidence): string | number | undefined {
  const known = evidence.known.map((slots) => slots[slot]).find((given) => isSame(given, value))
  if (known !== undefined) return known
  const things = namedBy(slot, evidence.catalog)
  if (things) return supportedName(things, value, evidence.text)
  const form = FORMS[slot]
  if (!form) return quoted(value, evidence.text)
  const match = form.pattern.exec(value.trim())
  const said = match?.[1] ?? match?.[0]
  return said !== undefined && says(evidence.text, said) ? form.normal(value.trim()) : undefined
}

function isSame(given: string | number | undefined, value: string): boolean {
  return given !== undefined && String(given).toLowerCase() === value.trim().toLowerCase()
}

function namedBy(slot: string, catalog: Catalog): readonly NamedThing[] | undefined {
  const lists: Readonly<Record<string, readonly NamedThing[]>> = {
    service: catalog.services,
    environment: catalog.environments,
    ring: catalog.rings,
    device: catalog.devices,
    workflow: catalog.workflows,
  }
  return lists[slot]
}

function supportedName(things: readonly NamedThing[], value: string, text: string): string | undefined {
  const thing = things.find(({ id, aliases }) => [id, ...aliases].some((name) => words(name) === words(value)))
  return thing && [thing.id, ...thing.aliases].some((name) => says(text, name)) ? thing.id : undefined
}

/** The person's own words, as they wrote them. */
function quoted(value: string, text: string): string | undefined {
  const wanted = value.trim().toLowerCase()
  const at = wanted === '' ? -1 : text.toLowerCase().indexOf(wanted)
  return at < 0 ? undefined : text.slice(at, at + wanted.length)
}

interface Form {
  /** Of the whole value; what the first group holds, or else all of it, must stand in the text. */
  readonly pattern: RegExp
  readonly normal: (value: string) => string | number
}

const lower = (value: string): string => value.toLowerCase()
const printedId = (prefix: string): Form => ({
  pattern: new RegExp(`^${prefix}-(\\d{1,9})$`, 'i'),
  normal: (value) => value.toUpperCase(),
})
const oneOf = (...values: readonly string[]): Form => ({
  pattern: new RegExp(`^(?:${values.join('|')})$`, 'i'),
  normal: lower,
})
const integer: Form = { pattern: /^\d{1,9}$/, normal: Number }
/** A length or point of time is reckoned, not copied: only what was found without the model counts. */
const reckoned: Form = { pattern: /^(?!)/, normal: lower }

/** Normal forms of the slots that are neither names of the catalog nor the person's own words. */
const FORMS: Readonly<Record<string, Form>> = {
  ref: { pattern: /^[\w][\w./+-]{0,99}$/, normal: (value) => value },
  strategy: oneOf('cache', 'no-cache', 'rolling', 'blue-green', 'canary', 'recreate'),
  metric: oneOf('error_rate', 'latency', 'throughput', 'saturation', 'availability', 'cpu', 'memory', 'traffic'),
  state: oneOf('succeeded', 'failed', 'running', 'queued', 'cancelled', 'pending', 'open', 'resolved'),
  severity: oneOf('sev1', 'sev2', 'sev3', 'sev4'),
  count: integer,
  pr: integer,
  task: printedId('TASK'),
  run: printedId('RUN'),
  change: printedId('CHG'),
  incident: printedId('INC'),
  window: reckoned,
  at: reckoned,
}
