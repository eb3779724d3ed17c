import { crc32 } from 'node:zlib'
import { NotationDecodeError } from './errors.ts'

/** The first line promises the last, so a text cut short is noticed too. */
const PROMISE = '@sum\n'
const TRAILER = /^\n@sum ([0-9a-f]{8})$/
const TRAILER_LENGTH = '\n@sum 00000000'.length

export function seal(text: string): string {
  const promised = `${PROMISE}${text}`
  return `${promised}\n@sum ${checksum(promised)}`
}

/** The text without promise and trailer, and how many lines stood before it. */
export interface Unsealed {
  readonly text: string
  readonly linesBefore: number
}

export function unseal(text: string): Unsealed {
  const [trailer, written] = TRAILER.exec(text.slice(-TRAILER_LENGTH)) ?? []
  const promised = text.startsWith(PROMISE)
  if (trailer === undefined && !promised) return { text, linesBefore: 0 }
  if (trailer === undefined) throw damaged(text, 'the checksum is missing at the end')
  const body = text.slice(0, -TRAILER_LENGTH)
  if (!promised || checksum(body) !== written) throw damaged(text, 'the text does not match its checksum')
  return { text: body.slice(PROMISE.length), linesBefore: 1 }
}

function damaged(text: string, problem: string): NotationDecodeError {
  return new NotationDecodeError('checksum', problem, text.split('\n').length, 1)
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0')
}
