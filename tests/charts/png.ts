import { inflateSync } from 'node:zlib'

/** The pixels of a PNG with 8 bits a channel and an alpha channel, as resvg writes it. */
export interface Pixels {
  readonly width: number
  readonly height: number
  /** Of each pixel red, green, blue and alpha. */
  readonly data: Uint8Array
}

const SIGNATURE = 8
const CHANNELS = 4

/** Width and height, without looking at the pixels. */
export function sizeOf(png: Uint8Array): readonly [number, number] {
  const bytes = Buffer.from(png)
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
}

/** @throws for a PNG of another kind. */
export function decodedPng(png: Uint8Array): Pixels {
  const bytes = Buffer.from(png)
  const [width, height] = sizeOf(png)
  if (bytes[24] !== 8 || bytes[25] !== 6 || bytes[28] !== 0) throw new Error('not 8-bit RGBA')
  const filtered = inflateSync(Buffer.concat(chunks(bytes, 'IDAT')))
  return { width, height, data: unfiltered(filtered, width, height) }
}

function chunks(bytes: Buffer, kind: string): readonly Buffer[] {
  const found: Buffer[] = []
  for (let start = SIGNATURE; start < bytes.length; ) {
    const length = bytes.readUInt32BE(start)
    if (bytes.toString('latin1', start + 4, start + 8) === kind)
      found.push(bytes.subarray(start + 8, start + 8 + length))
    start += 12 + length
  }
  return found
}

/** Each row says by its first byte what its bytes are differences from. */
function unfiltered(filtered: Buffer, width: number, height: number): Uint8Array {
  const stride = width * CHANNELS
  const data = new Uint8Array(stride * height)
  for (let row = 0; row < height; row += 1) {
    const filter = filtered[row * (stride + 1)] ?? 0
    for (let column = 0; column < stride; column += 1) {
      const left = column < CHANNELS ? 0 : (data[row * stride + column - CHANNELS] ?? 0)
      const up = row === 0 ? 0 : (data[(row - 1) * stride + column] ?? 0)
      const corner = row === 0 || column < CHANNELS ? 0 : (data[(row - 1) * stride + column - CHANNELS] ?? 0)
      const byte = filtered[row * (stride + 1) + 1 + column] ?? 0
      const guesses = [0, left, up, (left + up) >> 1, paeth(left, up, corner)]
      data[row * stride + column] = byte + (guesses[filter] ?? 0)
    }
  }
  return data
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}

/** How many pixels have just this colour. @param colour `#rrggbb`. */
export function countOf({ data }: Pixels, colour: string): number {
  const wanted = Number.parseInt(colour.slice(1), 16)
  let count = 0
  for (let start = 0; start < data.length; start += CHANNELS) {
    const found = ((data[start] ?? 0) << 16) | ((data[start + 1] ?? 0) << 8) | (data[start + 2] ?? 0)
    if (found === wanted && data[start + 3] === 255) count += 1
  }
  return count
}

/** How many pixels of one picture are others in another of the same size. */
export function differing(one: Pixels, other: Pixels): number {
  let count = 0
  for (let start = 0; start < one.data.length; start += CHANNELS) {
    const isSame = [0, 1, 2, 3].every((channel) => one.data[start + channel] === other.data[start + channel])
    if (!isSame) count += 1
  }
  return count
}
