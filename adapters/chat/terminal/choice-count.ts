import { readFileSync, writeFileSync } from 'node:fs'

/** Up to which number buttons have been given, over all sessions in one data folder. */
export interface ChoiceCount {
  /** The number of this session's first button. */
  readonly first: number
  /** Notes the number that the next button will have. */
  note(next: number): void
}

/** Nobody presses what stood on the screen so many buttons ago; longer numbers are a burden to type. */
const LARGEST_FIRST = 90

/**
 * Counts on from the last session: its cards may still stand on the screen, and a number read from one of them must not
 * press a button of this one. Only a convenience: a file that cannot be read or written counts from 1.
 */
export function openChoiceCount(file: string): ChoiceCount {
  return {
    first: countIn(file),
    note(next) {
      try {
        writeFileSync(file, String(next), { mode: 0o600 })
      } catch {
        // The folder may not be there, as when nothing is kept.
      }
    },
  }
}

function countIn(file: string): number {
  try {
    const next = Number(readFileSync(file, 'utf8'))
    return Number.isInteger(next) && next >= 1 && next <= LARGEST_FIRST ? next : 1
  } catch {
    return 1
  }
}
