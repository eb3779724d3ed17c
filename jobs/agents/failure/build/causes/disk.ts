import type { CausePattern } from '../cause.ts'

/** Limits on watched files call themselves “no space left” too. */
const WATCHERS = /watch/i

export const diskCauses: readonly CausePattern[] = [
  {
    kind: 'disk',
    rank: 'surroundings',
    line: /\bENOSPC: no space|no space left on device|\b(?:code|errno) ENOSPC\b|\bnospc\b|not enough space on the disk|\bdisk is full\b/i,
    unless: WATCHERS,
    cause: () => 'The disk of the machine is full.',
    nextStep: 'Free some space on it, then try again.',
  },
  {
    kind: 'disk',
    rank: 'surroundings',
    line: /\bEDQUOT\b|disk quota exceeded/i,
    cause: () => 'The disk quota of the machine is used up.',
    nextStep: 'Free some space or have the quota raised, then try again.',
  },
]
