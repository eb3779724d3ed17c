import type { EventBody } from './event.ts'

/** What is read from a log or a document before anybody has looked at its form. */
type Fields = Readonly<Record<string, unknown>>

/** Names of earlier versions, each with today's: a name that changes once more is changed in every row. */
const EVENTS: Readonly<Record<string, string>> = {
  'run.step.unattended': 'run.step.worker-missing',
  'run.step.attended': 'run.step.worker-found',
  'run.step.postponed': 'run.step.deferred',
  'environment.claimed': 'environment.lock.acquired',
  'environment.awaited': 'environment.lock.queued',
  'environment.released': 'environment.lock.released',
}
const DECISIONS: Readonly<Record<string, string>> = { 'go-on': 'promote', 'put-back': 'abort' }

/** An event of any earlier version as this one says it. The log itself is never changed. */
export function upcast(stored: EventBody & Fields): EventBody & Fields {
  const body: EventBody & Fields = { ...stored, type: EVENTS[stored.type] ?? stored.type }
  switch (body.type) {
    case 'run.step.requested':
      return renamed(body, { agent: 'worker' })
    case 'run.step.worker-missing':
    case 'run.step.worker-found':
      return renamed(body, { capability: 'worker' })
    case 'run.canary.judged':
      return { ...body, look: lookOf(body.look as Fields) }
    case 'drift.ended':
      return { ...body, how: endOf(body.how) }
    default:
      return body
  }
}

/** The projections whose documents hold names of earlier versions. */
export const RENAMED_IN: readonly string[] = ['runs', 'drifts']

/** A document that an earlier version has folded, as this version would have. Most are given back as they are. */
export function upcastDocument(projection: string, doc: Fields): Fields {
  switch (projection) {
    case 'runs': {
      const run = renamed(doc, { unattended: 'missingWorkers', postponed: 'deferred' })
      return run.canary === undefined ? run : { ...run, canary: lookOf(run.canary as Fields) }
    }
    case 'drifts': {
      const ended = doc.ended as Fields | undefined
      return ended === undefined ? doc : { ...doc, ended: { ...ended, how: endOf(ended.how) } }
    }
    default:
      return doc
  }
}

function lookOf(look: Fields): Fields {
  const word = look.word as Fields
  const kind = String(word.kind)
  return { ...renamed(look, { untold: 'inconclusive' }), word: { ...word, kind: DECISIONS[kind] ?? kind } }
}

function endOf(how: unknown): unknown {
  return how === 'mended' ? 'fixed' : how
}

function renamed<Of extends Fields>(fields: Of, names: Readonly<Record<string, string>>): Of {
  if (!Object.keys(names).some((name) => name in fields)) return fields
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [names[name] ?? name, value])) as Of
}
