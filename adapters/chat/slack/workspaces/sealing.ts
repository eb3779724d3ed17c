import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { BotError } from '../../../../src/domain/errors.ts'

/** AES-256-GCM: nobody can read it without the key, and nobody can change it unnoticed. */
const CIPHER = 'aes-256-gcm'
/** In bytes: the key, and the random start and the mark of each text (NIST SP 800-38D, 5.2.1). */
const KEY = 32
const START = 12
const MARK = 16

export interface Sealed {
  readonly sealed: string
  /** Which key it is. */
  readonly key: string
}

export interface Sealing {
  /** @param about Must be the same when it is opened, so that no text can stand in for another. */
  seal(text: string, about: string): Sealed
  /** @throws {CannotOpenError} when no key fits, or it is not what was sealed. */
  open(given: Sealed, about: string): string
  /** Whether it was sealed with an older key than the one in use. */
  isOld(given: Sealed): boolean
}

export class CannotOpenError extends BotError {
  override readonly name = 'CannotOpenError'
  readonly code = 'cannot_open'
  readonly userMessage = 'I cannot read how I was installed here. Please tell the people who run me.'
}

/**
 * @param current Seals; 32 bytes in base64.
 * @param older Open what was sealed before the key was changed.
 */
export function createSealing(current: string, older: readonly string[]): Sealing {
  const key = readKey(current)
  const now = nameOf(key)
  const keys = new Map([key, ...older.map(readKey)].map((one) => [nameOf(one), one]))
  return {
    seal(text, about) {
      const start = randomBytes(START)
      const cipher = createCipheriv(CIPHER, key, start).setAAD(Buffer.from(about))
      const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return { sealed: Buffer.concat([start, cipher.getAuthTag(), hidden]).toString('base64'), key: now }
    },
    open({ sealed, key: name }, about) {
      const fitting = keys.get(name)
      if (!fitting) throw new CannotOpenError(`no key is ${name}; add the one that was used to the older ones`)
      try {
        return openWith(fitting, Buffer.from(sealed, 'base64'), about)
      } catch (cause) {
        throw new CannotOpenError('an installation was changed, or stands where it does not belong', { cause })
      }
    },
    isOld: ({ key: name }) => name !== now,
  }
}

/** Whether it is 32 bytes in base64. */
function isInstallationKey(text: string): boolean {
  return /^[A-Za-z0-9+/_-]+={0,2}$/.test(text) && Buffer.from(text, 'base64').length === KEY
}

function openWith(key: Buffer, given: Buffer, about: string): string {
  const decipher = createDecipheriv(CIPHER, key, given.subarray(0, START), { authTagLength: MARK })
    .setAAD(Buffer.from(about))
    .setAuthTag(given.subarray(START, START + MARK))
  return Buffer.concat([decipher.update(given.subarray(START + MARK)), decipher.final()]).toString('utf8')
}

function readKey(text: string): Buffer {
  if (!isInstallationKey(text)) throw new Error('a key for installations is 32 bytes in base64')
  return Buffer.from(text, 'base64')
}

/** Tells keys apart and says nothing of them. */
function nameOf(key: Buffer): string {
  return createHash('sha256').update('shipmate installation key').update(key).digest('hex').slice(0, 12)
}
