import { type CausePattern, quoted } from '../cause.ts'

const INSTALL = 'Install it on the build machine or add it to the project’s dependencies, then try again.'

/** Paths are `./build.sh` as well as `turbo`; the first group that holds something is the name. */
const missing = (...names: readonly string[]): string =>
  `The command ${quoted(names.find((name) => name !== '') ?? '')} is not installed.`

export const commandCauses: readonly CausePattern[] = [
  {
    kind: 'command',
    rank: 'surroundings',
    line: /^(?:\S{1,80}: )?(?:line \d{1,6}: |\d{1,6}: )?([^\s:]{1,120}): (?:command )?not found$|command not found: (\S{1,120})/,
    unless: /^(?:error|fatal|ERROR|remote|npm)\b/,
    cause: missing,
    nextStep: INSTALL,
  },
  {
    kind: 'command',
    rank: 'surroundings',
    line: /'([^']{1,120})' is not recognized as an internal or external command|exec: "([^"]{1,120})": executable file not found|\bspawn (\S{1,120}) ENOENT\b/,
    cause: missing,
    nextStep: INSTALL,
  },
  {
    kind: 'command',
    rank: 'surroundings',
    line: /\benv: ['‘]?([^'’\s:]{1,120})['’]?: No such file or directory|^make(?:\[\d{1,3}\])?: ([^\s:]{1,120}): No such file or directory/,
    cause: missing,
    nextStep: INSTALL,
  },
]
