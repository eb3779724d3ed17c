import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

const BYTES = 32

/** Makes the word that the host asks for, unless there is one. Only the bot's own user can read it. */
export function makeCredential(file: string): void {
  const own = `${file}.${randomUUID()}`
  writeFileSync(own, randomBytes(BYTES).toString('hex'), { mode: 0o600 })
  try {
    // Linked into place, so that nobody reads half of it and all who come at once have the same.
    linkSync(own, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(own, { force: true })
  }
}

/** What a request to the host carries; nothing while there is no credential, which only a host of earlier times bears. */
export function credentialHeader(file: string): Readonly<Record<string, string>> {
  const credential = readCredential(file)
  return credential === undefined ? {} : { authorization: `Bearer ${credential}` }
}

/** Whether a request carries the credential. Read each time: a new one counts at once. */
export function isCredential(file: string, header: string | undefined): boolean {
  const credential = readCredential(file)
  return credential !== undefined && timingSafeEqual(digest(`Bearer ${credential}`), digest(header ?? ''))
}

function readCredential(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8') || undefined
  } catch {
    return undefined
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
