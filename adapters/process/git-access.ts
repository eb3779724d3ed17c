import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** A value that shows itself only when it is asked to. */
interface Hidden {
  reveal(): string
}

/** What a repository is read with, besides what the user of the bot may read. */
export interface GitAccess {
  /** Sent over https, to the host of the repository alone. */
  readonly token?: Hidden | undefined
  /** The name that goes with the token. */
  readonly user: string
  /** A private key for ssh. */
  readonly key?: Hidden | undefined
}

const OWNER_ONLY = 0o600

/**
 * The variables that git reads it from: they are in no argument that others of this machine could see.
 *
 * @param keyFile Where the key is written, since ssh takes it from a file alone.
 */
export function gitAccessVariables(
  repository: string,
  { token, user, key }: GitAccess,
  keyFile: string,
): Readonly<Record<string, string>> {
  return { ...(token && tokenVariables(repository, user, token)), ...(key && keyVariables(key, keyFile)) }
}

function tokenVariables(repository: string, user: string, token: Hidden): Readonly<Record<string, string>> {
  const given = Buffer.from(`${user}:${token.reveal()}`).toString('base64')
  return {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${new URL(repository).origin}/.extraHeader`,
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${given}`,
  }
}

function keyVariables(key: Hidden, file: string): Readonly<Record<string, string>> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, `${key.reveal().trim()}\n`, { mode: OWNER_ONLY })
  // One that was there may have had other rights.
  chmodSync(file, OWNER_ONLY)
  // git has a shell read it.
  const quoted = `'${file.replaceAll("'", "'\\''")}'`
  return { GIT_SSH_COMMAND: `ssh -oBatchMode=yes -oIdentitiesOnly=yes -i ${quoted}` }
}
