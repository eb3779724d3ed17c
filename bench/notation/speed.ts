import { decode as decodeToon, encode as encodeToon } from '@toon-format/toon'
import { decode } from '../../notation/decode/decode.ts'
import { encode } from '../../notation/encode/encode.ts'

export interface Speed {
  readonly encodeMs: number
  readonly decodeMs: number
}

const ROWS = 100_000
const ROUNDS = 5

/** The best of a few rounds each, in turns, in one process. */
export function measureSpeed(): { readonly toon: Speed; readonly notation: Speed } {
  const value = { rows: Array.from({ length: ROWS }, (_, index) => rowOf(index)) }
  const toonText = encodeToon(value)
  const text = encode(value)
  const best = { toonEncode: Infinity, encode: Infinity, toonDecode: Infinity, decode: Infinity }
  for (let round = 0; round < ROUNDS; round += 1) {
    best.toonEncode = Math.min(
      best.toonEncode,
      timed(() => encodeToon(value)),
    )
    best.encode = Math.min(
      best.encode,
      timed(() => encode(value)),
    )
    best.toonDecode = Math.min(
      best.toonDecode,
      timed(() => decodeToon(toonText)),
    )
    best.decode = Math.min(
      best.decode,
      timed(() => decode(text)),
    )
  }
  return {
    toon: { encodeMs: best.toonEncode, decodeMs: best.toonDecode },
    notation: { encodeMs: best.encode, decodeMs: best.decode },
  }
}

function rowOf(index: number) {
  return {
    id: index + 1,
    name: `user${index}`,
    service: ['billing', 'payments', 'web'][index % 3],
    status: index % 5 === 0 ? 'failed' : 'ok',
    durationMs: (index * 37) % 1000,
    ratio: ((index * 7) % 100) / 100,
    active: index % 2 === 0,
    startedAt: new Date(1_700_000_000_000 + index * 1000).toISOString(),
  }
}

function timed(work: () => unknown): number {
  const begin = performance.now()
  work()
  return performance.now() - begin
}
