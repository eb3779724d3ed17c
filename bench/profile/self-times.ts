import type { Profiler } from 'node:inspector'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface SelfTime {
  readonly name: string
  readonly ms: number
}

/** From and to, in microseconds of the clock that the profiler uses. */
export type Window = readonly [from: number, to: number]

/** What was sampled within the windows: what comes before and between them was not asked for. */
export function within(profile: Profiler.Profile, windows: readonly Window[]): Profiler.Profile {
  const { samples = [], timeDeltas = [] } = profile
  let at = profile.startTime
  const kept = samples.flatMap((node, index) => {
    const delta = timeDeltas[index] ?? 0
    at += delta
    const window = windows.find(([from, to]) => at >= from && at <= to)
    return window ? [{ node, delta: Math.min(delta, at - window[0]) }] : []
  })
  const length = kept.reduce((sum, { delta }) => sum + delta, 0)
  return {
    ...profile,
    endTime: profile.startTime + length,
    samples: kept.map(({ node }) => node),
    timeDeltas: kept.map(({ delta }) => delta),
  }
}

/** How long each function itself ran, the longest first; waiting is left out. */
export function selfTimes(
  { nodes, samples = [], timeDeltas = [] }: Profiler.Profile,
  root: string,
): readonly SelfTime[] {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame, root)]))
  const times = new Map<string, number>()
  for (const [index, node] of samples.entries()) {
    const name = names.get(node) ?? 'unknown'
    times.set(name, (times.get(name) ?? 0) + (timeDeltas[index] ?? 0) / 1_000)
  }
  times.delete('(idle)')
  return [...times].map(([name, ms]) => ({ name, ms })).sort((a, b) => b.ms - a.ms)
}

function nameOf({ functionName, url, lineNumber }: Profiler.ProfileNode['callFrame'], root: string): string {
  // The functions of PGlite's PostgreSQL have numbers for names.
  if (url.startsWith('wasm:')) return 'PostgreSQL in WebAssembly'
  const name = functionName || '(anonymous)'
  if (url === '') return name
  const file = url.startsWith('file:') ? relative(root, fileURLToPath(url)) : url
  return `${name} ${file}:${lineNumber + 1}`
}
