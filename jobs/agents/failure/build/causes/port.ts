import type { CausePattern } from '../cause.ts'

const TAKEN = 'Stop what listens on that port, or let the build choose a free one.'

const taken = (port = '', other = '', third = ''): string => {
  const known = port || other || third
  return known === '' ? 'A port that the build needs is taken.' : `Port ${known} is taken already.`
}

export const portCauses: readonly CausePattern[] = [
  {
    kind: 'port',
    rank: 'surroundings',
    line: /(?:EADDRINUSE|[Aa]ddress already in use)(?:[^\n]{0,80}?:(\d{2,5})\b)?|[Pp]ort (\d{2,5}) is (?:already )?(?:in use|allocated|taken)|:(\d{2,5}) failed: port is already allocated/,
    cause: taken,
    nextStep: TAKEN,
  },
  {
    kind: 'port',
    rank: 'surroundings',
    line: /:(\d{2,5})\b.{0,20}bind: address already in use/,
    cause: taken,
    nextStep: TAKEN,
  },
  {
    kind: 'port',
    rank: 'surroundings',
    line: /listen EACCES: permission denied \S{0,60}?:?(\d{1,5})$/,
    cause: (port = '') => `The build may not listen on port ${port}: those below 1024 are for administrators.`,
    nextStep: 'Use a port above 1024.',
  },
]
