import { type CausePattern, quoted } from '../cause.ts'

export const permissionCauses: readonly CausePattern[] = [
  {
    kind: 'permission',
    rank: 'surroundings',
    line: /\b(?:EACCES|EPERM): (?:permission denied|operation not permitted), \w{1,20} '([^']{1,300})'/,
    cause: (path = '') => `The build may not write or read ${quoted(path)}.`,
    nextStep: 'Give that path to the user that builds, or let the build use another one.',
  },
  {
    kind: 'permission',
    rank: 'surroundings',
    line: /permission denied while trying to connect to the Docker|dial unix \S{1,80}docker\.sock: connect: permission denied/i,
    cause: () => 'The build may not use Docker on this machine.',
    nextStep: 'Add the user that builds to those who may use Docker.',
  },
  {
    kind: 'permission',
    rank: 'surroundings',
    line: /(?:^|[\s‘'])([^\s:‘’']{1,200})[’']?: (?:Permission denied|Operation not permitted)\b|\[Errno (?:13|1)\] (?:Permission denied|Operation not permitted): '([^']{1,300})'/,
    unless: /publickey|^git@|^remote:|fatal:/,
    cause: (path = '', other = '') => `The build may not use or run ${quoted(path || other)}.`,
    nextStep: 'Correct its owner or mode (`chmod +x` for a script that is to run), then try again.',
  },
  {
    kind: 'permission',
    rank: 'surroundings',
    line: /\bEROFS\b|[Rr]ead-only file system/,
    cause: () => 'The build writes to a file system that can only be read.',
    nextStep: 'Let it write somewhere else, or mount that file system writable.',
  },
  {
    kind: 'permission',
    rank: 'surroundings',
    line: /denied: requested access to the resource is denied|insufficient_scope|unauthorized: (?:authentication required|access)/,
    cause: () => 'The container registry refuses access.',
    nextStep: 'Check that the registry’s name is right and the build’s login for it still counts.',
  },
  {
    kind: 'permission',
    rank: 'general',
    line: /\b(?:code|errno) (?:EACCES|EPERM)\b|\bPermissionError\b|[Pp]ermission denied/,
    unless: /publickey|^git@|^remote:/,
    cause: () => 'The build may not use a file or folder that it needs.',
    nextStep: 'Correct the owner or mode of what the lines name, then try again.',
  },
]
