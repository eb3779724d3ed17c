import { delimiter, dirname } from 'node:path'
import type { Confinement } from './confinement.ts'

/**
 * What builds and instances may see of the bot's own environment: what programs need to find tools, speak the person's
 * language and reach the network. Everything else, above all the bot's tokens, stays out.
 */
const PASSED_ON = [
  'HOME',
  'USER',
  'LOGNAME',
  'LANG',
  'LC_ALL',
  'LC_CTYPE',
  'TMPDIR',
  'TZ',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
] as const

/** What git needs besides, to reach a repository as the person who runs the bot. */
const PASSED_ON_TO_GIT = ['SSH_AUTH_SOCK', 'XDG_CONFIG_HOME'] as const

/** What belongs to the bot's own user, and is nothing to another one. */
const OF_THE_USER: readonly string[] = ['HOME', 'USER', 'LOGNAME', 'TMPDIR']

/** The environment of a build or an instance, by whom it is run. */
export function confinedEnvironment(
  confinement: Confinement,
  own: Readonly<Record<string, string>>,
): Record<string, string> {
  if (confinement.kind !== 'own-user') return childEnvironment(own)
  const all = Object.entries(childEnvironment()).filter(([name]) => !OF_THE_USER.includes(name))
  return { ...Object.fromEntries(all), HOME: confinement.home, ...own }
}

export function childEnvironment(own: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { ...picked(PASSED_ON), PATH: searchPath(), ...own }
}

/** Git asks nobody: a missing password is an error at once. */
export function gitEnvironment(own: Readonly<Record<string, string>> = {}): Record<string, string> {
  return childEnvironment({
    ...picked(PASSED_ON_TO_GIT),
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    GIT_SSH_COMMAND: 'ssh -oBatchMode=yes',
    ...own,
  })
}

function picked(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  )
}

/** Folders that npm puts in front for the bot: programs of its own dependencies, which are nothing to a service. */
const OF_NPM = /[\\/]node_modules[\\/](?:\.bin|.*node-gyp-bin)[\\/]?$/

/** The bot's own Node comes last, so that a service may say `node` on a machine that has none on its path. */
function searchPath(): string {
  const inherited = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '' && !OF_NPM.test(folder))
  return [...inherited, dirname(process.execPath)].join(delimiter)
}
