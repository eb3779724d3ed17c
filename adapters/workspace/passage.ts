import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/** Others can pass through, to a name that they know; they cannot look around. */
export const PASSAGE = 0o711

/** Makes a folder, and those above it that are not there yet, so that others can pass through. */
export function makePassage(folder: string): void {
  if (!existsSync(dirname(folder))) makePassage(dirname(folder))
  if (!existsSync(folder)) mkdirSync(folder, { mode: PASSAGE })
  // The mask of the process may have taken something away.
  chmodSync(folder, PASSAGE)
}
