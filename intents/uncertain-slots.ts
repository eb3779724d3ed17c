import type { Filling } from './fill.ts'
import { UNCLEAR } from './other-reference.ts'
import type { Reading } from './reading.ts'
import { THINGS } from './referent.ts'

/** A slot whose word is misspelled, unknown or one of two is left open: nothing may quietly fill it. */
export function uncertainSlots(reading: Reading, filling: Filling): ReadonlySet<string> {
  const unclear = reading.entities.some(({ slot }) => slot === UNCLEAR) ? THINGS : []
  const doubted = [...unclear, ...[...reading.doubts, ...filling.ambiguous].map(({ slot }) => slot), ...filling.open]
  return new Set<string>(doubted.filter((slot) => filling.slots[slot] === undefined))
}
