import type { CausePattern } from '../cause.ts'

const MORE_MEMORY = 'Give the build more memory or let it do less at once, then try again.'

export const memoryCauses: readonly CausePattern[] = [
  {
    kind: 'memory',
    rank: 'fatal',
    line: /JavaScript heap out of memory|ERR_WORKER_OUT_OF_MEMORY|reaching memory limit/,
    cause: () => 'Node ran out of memory during the build.',
    nextStep: 'Raise the limit with NODE_OPTIONS=--max-old-space-size, or let the build do less at once.',
  },
  {
    kind: 'memory',
    rank: 'fatal',
    line: /Killed signal terminated program (\S{1,60})|Out of memory: Killed process|\bOOMKilled\b|\boom-kill/,
    cause: (program = '') =>
      program === ''
        ? 'The machine ran out of memory and killed the build.'
        : `The machine ran out of memory and killed ${program}.`,
    nextStep: MORE_MEMORY,
  },
  {
    kind: 'memory',
    rank: 'fatal',
    line: /^java\.lang\.OutOfMemoryError|\bjava\.lang\.OutOfMemoryError: |\bstd::bad_alloc\b|^MemoryError\b|runtime: out of memory|\bvirtual memory exhausted/,
    cause: () => 'The build ran out of memory.',
    nextStep: MORE_MEMORY,
  },
  {
    kind: 'memory',
    rank: 'surroundings',
    line: /\bENOMEM\b|Cannot allocate memory/,
    cause: () => 'The build machine has no memory left.',
    nextStep: MORE_MEMORY,
  },
  {
    kind: 'memory',
    rank: 'surroundings',
    line: /^(?:\S{1,60}: line \d{1,6}: {1,4}\d{1,9} )?Killed\b|\bsignal: killed\b|\bsignal SIGKILL\b|\b(?:exit|exited|code|status)\b\D{0,20}\b137\b/,
    cause: () => 'The build was killed from outside, as machines do when memory runs out.',
    nextStep: MORE_MEMORY,
  },
]
