import { type CausePattern, quoted } from '../cause.ts'

export const permissionCauses: readonly CausePattern[] = [
  {
    kind: 'permission',
    rank: 'surroundings',
    line: /\b(?:EACCES|EPERM): (?:permission denied|operation not permitted), \w{1,20} '([^']{1,300})'/,
    cause: (path = '') => `The command may not write or read ${quoted(path)}.`,
    nextStep: 'Give the user that it runs as access to that path, or let it use another one.',
  },
  {
    kind: 'permission',
    rank: 'surroundings',
    line: /permission denied while trying to connect to the Docker|dial unix \S{1,80}docker\.sock: connect: permission denied/i,
    cause: () => 'The command may not use Docker on this machine.',
    nextStep: 'Give the user that it runs as access to Docker.',
  },
  {
    kind: 'permission',
    rank: 'surroundings',
    line: /(?:^|[\s‘'])([^\s:‘’']{1,200})[’']?: (?:Permission denied|Operation not permitted)\b|\[Errno (?:13|1)\] (?:Permission denied|Operation not permitted): '([^']{1,300})'/,
    unless: /publickey|^git@|^remote:|fatal:/,
    cause: (path = '', other = '') => `The command may not use or run ${quoted(path || other)}.`,
    nextStep: 'Give the user that the command runs as access to it (`chmod +x` for a script), then try again.',
  },
  {
    kind: 'permission',
    rank: 'surroundings',
    line: /\bEROFS\b|[Rr]ead-only file system/,
    cause: () => 'The command writes to a read-only file system.',
    nextStep: 'Let it write somewhere else, or mount that file system writable.',
  },
  {
    kind: 'permission',
    rank: 'surroundings',
    line: /denied: requested access to the resource is denied|insufficient_scope|unauthorized: (?:authentication required|access)/,
    cause: () => 'The container registry refuses access.',
    nextStep: 'Check the name of the registry, and that its login is still valid.',
  },
  {
    kind: 'permission',
    rank: 'general',
    line: /\b(?:code|errno) (?:EACCES|EPERM)\b|\bPermissionError\b|[Pp]ermission denied/,
    unless: /publickey|^git@|^remote:/,
    cause: () => 'The command may not use a file or folder that it needs.',
    nextStep: 'Fix the owner or mode of what the lines name, then try again.',
  },
]
