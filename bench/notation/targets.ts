import { type Measured, meanSaved } from './measure.ts'
import type { measureSpeed } from './speed.ts'
import { percent } from './tables.ts'

/** What is to be reached, and whether it is. */
export interface Target {
  readonly what: string
  readonly reached: boolean
  readonly measured: string
}

export function botTargets(model: string, measured: readonly Measured[]): readonly Target[] {
  const history = measured.filter(({ payload }) => payload === 'deployment-history')
  const larger = measured.filter(({ tokens }) => Math.max(tokens.prompt, tokens.wire) > tokens['JSON compact'])
  return [
    atLeast(`${model}: bot payloads, fewer than TOON`, meanSaved(measured, 'prompt', 'TOON'), 26),
    atLeast(`${model}: fewer than compact JSON`, meanSaved(measured, 'prompt', 'JSON compact'), 34),
    atLeast(`${model}: fewer than pretty JSON`, meanSaved(measured, 'prompt', 'JSON pretty'), 54),
    atLeast(`${model}: wire, deployment history, than compact JSON`, meanSaved(history, 'wire', 'JSON compact'), 70),
    {
      what: `${model}: payloads larger than compact JSON`,
      reached: larger.length === 0,
      measured: String(larger.length),
    },
  ]
}

/** Both readings of "fewer", in the tokens TOON publishes its figures in: all tokens together, and the mean over datasets. */
export function publishedTargets(measured: readonly Measured[]): readonly Target[] {
  const total = (format: 'prompt' | 'TOON'): number => measured.reduce((sum, { tokens }) => sum + tokens[format], 0)
  return [
    atLeast(`o200k: TOON's eight, all tokens, fewer than TOON`, 100 * (1 - total('prompt') / total('TOON')), 35),
    atLeast(`o200k: TOON's eight, mean, fewer than TOON`, meanSaved(measured, 'prompt', 'TOON'), 35),
  ]
}

export function speedTargets({ toon, notation }: ReturnType<typeof measureSpeed>): readonly Target[] {
  const times = (some: number, other: number): string => `${(some / other).toFixed(2)} times as fast`
  return [
    {
      what: 'encode 100,000 rows, no slower than TOON',
      reached: notation.encodeMs <= toon.encodeMs,
      measured: times(toon.encodeMs, notation.encodeMs),
    },
    {
      what: 'decode 100,000 rows, 5 times as fast as TOON',
      reached: notation.decodeMs * 5 <= toon.decodeMs,
      measured: times(toon.decodeMs, notation.decodeMs),
    },
  ]
}

function atLeast(what: string, share: number, least: number): Target {
  return { what: `${what}: at least ${least} %`, reached: share >= least, measured: percent(share) }
}
