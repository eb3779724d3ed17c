import type { Clause } from './clauses.ts'
import type { Reading } from './reading.ts'

/** What makes a clause a request whatever it asks for. */
const POLITE =
  /\b(?:please|pls|plz|kindly|bitte|por favor|(?:can|could|would|will) (?:you|we|someone|somebody)|(?:i|we)(?:'d| would) (?:like|need|love) (?:you )?to)\b/i
/** More than the last few need no judging: a longer message is pasted. */
const CLAUSES_JUDGED = 4

/** A clause of a longer message, by itself. */
export interface Request {
  readonly reading: Reading
  /** Asks politely; a bare question is only ever answered. */
  readonly isPolite: boolean
}

/**
 * The clauses of a message that ask for something by themselves: people tell how it came about before they ask, and
 * why afterwards.
 */
export function embeddedRequests(reading: Reading): readonly Request[] {
  if (reading.clauses.length < 2) return []
  return reading.clauses
    .filter((clause) => clause.mood === 'plain')
    .map((clause) => ({ reading: only(clause, reading), isPolite: POLITE.test(textOf(clause, reading)) }))
    .filter(({ reading: { clauses }, isPolite }) => isPolite || clauses.some(({ asks }) => asks))
    .slice(-CLAUSES_JUDGED)
}

function textOf({ start, end }: Clause, { text }: Reading): string {
  return text.slice(start, end)
}

function only(clause: Clause, reading: Reading): Reading {
  const isIn = ({ start }: { readonly start: number }) => start >= clause.start && start < clause.end
  return {
    ...reading,
    text: textOf(clause, reading).trim(),
    clauses: [clause],
    entities: reading.entities.filter(isIn),
  }
}
