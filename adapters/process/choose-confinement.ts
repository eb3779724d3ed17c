import { spawnSync } from 'node:child_process'
import { BotError } from '../../src/domain/errors.ts'
import { type Confinement, confined } from './confinement.ts'

/** What the configuration says: by itself, not at all, or as the user of this number. */
export type RunAs = 'auto' | 'bot' | { readonly uid: number; readonly gid: number }

/** How programs are confined on this machine, before it is known where things lie. `why` is for people. */
export type ConfinementChoice =
  | { readonly kind: 'own-user'; readonly uid: number; readonly gid: number }
  | { readonly kind: 'namespace' }
  | { readonly kind: 'none'; readonly why: string }

/** Thrown when the configuration names a user whom this process cannot start programs as. */
export class CannotRunAsError extends BotError {
  override readonly name = 'CannotRunAsError'
  readonly code = 'cannot_run_as'
  readonly userMessage: string
  constructor(uid: number) {
    super(`only root can start programs as user ${uid}`)
    this.userMessage = `runAs names user ${uid}, but only root can start programs as another user. Start the bot as root, or leave runAs out.`
  }
}

/** A number that neither people nor the services of a system are usually given, and that containers map too. */
const OWN_ID = 58_731
const ROOT = 0
const TRY_MS = 10_000

/**
 * Another user where the bot may choose one, else a namespace where the system allows it, else nothing. Tried rather than
 * guessed: containers, hardened kernels and old tools forbid it each in its own way.
 * @param env What the programs get, to try with.
 * @throws {CannotRunAsError}
 */
export function chooseConfinement(runAs: RunAs, env: Readonly<Record<string, string>>): ConfinementChoice {
  if (runAs === 'bot') return { kind: 'none', why: 'runAs says so' }
  if (runAs !== 'auto') {
    if (process.getuid?.() !== ROOT) throw new CannotRunAsError(runAs.uid)
    return { kind: 'own-user', ...runAs }
  }
  return process.getuid?.() === ROOT ? anotherUser(env) : namespace(env)
}

function anotherUser(env: Readonly<Record<string, string>>): ConfinementChoice {
  const ids = { uid: OWN_ID, gid: OWN_ID }
  const problem = problemWith({ kind: 'own-user', ...ids, home: '/' }, env)
  if (problem === undefined) return { kind: 'own-user', ...ids }
  return { kind: 'none', why: `user ${OWN_ID} cannot run node here: ${problem}` }
}

function namespace(env: Readonly<Record<string, string>>): ConfinementChoice {
  if (process.platform !== 'linux') return { kind: 'none', why: 'only root can start programs as another user' }
  const problem = problemWith({ kind: 'namespace', hidden: ['/mnt'] }, env)
  if (problem === undefined) return { kind: 'namespace' }
  return { kind: 'none', why: `the bot is not root, and user namespaces cannot be used: ${problem}` }
}

function problemWith(confinement: Confinement, env: Readonly<Record<string, string>>): string | undefined {
  const { file, args, options } = confined('node', ['--version'], confinement)
  const tried = spawnSync(file, args, { ...options, env, cwd: '/', encoding: 'utf8', timeout: TRY_MS })
  if (tried.status === 0) return undefined
  return tried.error?.message ?? (tried.stderr.trim().split('\n').at(-1) || `exit code ${tried.status}`)
}
