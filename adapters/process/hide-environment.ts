import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'

/** Fields 50 and 51 of /proc/<pid>/stat, counted after the command name, which may itself hold spaces and brackets. */
const ENVIRONMENT_START_AFTER_NAME = 47
const ENVIRONMENT_END_AFTER_NAME = 48

/** A shorter secret may be an ordinary word, which PATH and HOME hold by chance: a password `shipmate`, say. */
const LONGER_THAN_WORDS = 16

/**
 * Takes what this process was started with out of /proc/<pid>/environ, where others may read it for as long as it runs,
 * and out of `process.env` every variable that holds one of the secrets, so that no child inherits it. The other variables
 * stay. Call it once, when the settings are read. Only Linux shows an environment as a file; elsewhere only `process.env`
 * is cleaned.
 * @returns false when the file still shows the environment.
 */
export function hideEnvironment(secrets: readonly string[]): boolean {
  const variables = Object.entries(process.env)
  const hidden = process.platform !== 'linux' || overwritten()
  for (const [name, value = ''] of variables) {
    if (secrets.some((secret) => holds(value, secret))) delete process.env[name]
    // Set again, since its value was in the memory that is overwritten.
    else process.env[name] = value
  }
  return hidden
}

function holds(value: string, secret: string): boolean {
  if (value === secret || URL.parse(value)?.password === secret) return true
  return secret.length >= LONGER_THAN_WORDS && value.includes(secret)
}

/** Deleting a variable leaves the text that the process was started with: that is its own memory, and overwritten there. */
function overwritten(): boolean {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const start = Number(fields[ENVIRONMENT_START_AFTER_NAME])
    const end = Number(fields[ENVIRONMENT_END_AFTER_NAME])
    const memory = openSync('/proc/self/mem', 'r+')
    try {
      writeSync(memory, Buffer.alloc(end - start), 0, end - start, start)
    } finally {
      closeSync(memory)
    }
    return readFileSync('/proc/self/environ').every((byte) => byte === 0)
  } catch {
    return false
  }
}
