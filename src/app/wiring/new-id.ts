import { randomBytes } from 'node:crypto'

/** 96 bits: a button's id can neither be guessed nor met twice. */
export function newId(): string {
  return randomBytes(12).toString('base64url')
}
