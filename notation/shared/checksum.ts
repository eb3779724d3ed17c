import { crc32 } from 'node:zlib'
import { NotationDecodeError } from './errors.ts'

/** The first line promises the last, so a text cut short is noticed too. */
const PROMISE = '@sum\n'
const TRAILER = /\n@sum ([0-9a-f]{8})$/

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
  const written = TRAILER.exec(text)
  const promised = text.startsWith(PROMISE)
  const line = text.split('\n').length
  if (written === null && !promised) return { text, linesBefore: 0 }
  if (written === null) throw new NotationDecodeError('checksum', 'the checksum is missing at the end', line, 1)
  const body = text.slice(0, written.index)
  if (!promised || checksum(body) !== written[1])
    throw new NotationDecodeError('checksum', 'the text does not match its checksum', line, 1)
  return { text: body.slice(PROMISE.length), linesBefore: 1 }
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0')
}
