import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 bits: guessing one is hopeless, so that a plain hash of it needs neither salt nor rounds. */
const SECRET_BYTES = 32
const SHORT_SECRET_BYTES = 16
const ID_BYTES = 6

export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url')

/** 128 bits, for what is used within minutes: a link with it fits into one line of a terminal. */
export const newShortSecret = (): string => randomBytes(SHORT_SECRET_BYTES).toString('base64url')

export const newSecretId = (): string => randomBytes(ID_BYTES).toString('hex')

/** SHA-256 in hex: what is kept of a secret. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** Takes as long whether or not they differ. */
export function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)]
  return left.length === right.length && timingSafeEqual(left, right)
}
