import { median, percentile } from '../statistics.ts'
import type { Contender } from './contender.ts'

/** How the bot did in one minute, and what it had in memory at its end. */
export interface Minute {
  readonly minute: number
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly rssMb: number
  readonly heapMb: number
}

const SECONDS = 60
/** What is loaded, compiled and remembered once is there by then. */
const SETTLED_AFTER = 1 / 3

/** Keeps the bot under load, while sockets connect and leave all the time. */
export async function keepUp(
  bot: Contender,
  { minutes, atATime }: { readonly minutes: number; readonly atATime: number },
  print: (line: string) => void,
): Promise<readonly Minute[]> {
  await bot.churn()
  const kept: Minute[] = []
  let lostBefore = 0
  for (let minute = 1; minute <= minutes; minute++) {
    const { latenciesMs, tookMs, unanswered, lost } = await bot.play(SECONDS, atATime)
    const { rssMb, heapMb } = await bot.figures()
    const one: Minute = {
      ...{ minute, rssMb, heapMb, perSecond: (latenciesMs.length / tookMs) * 1_000 },
      ...{ p50Ms: median(latenciesMs), p99Ms: percentile(latenciesMs, 0.99) },
    }
    kept.push(one)
    print(
      `minute ${minute}: ${one.perSecond.toFixed(0)} a second, p50 ${one.p50Ms.toFixed(0)} ms, p99 ${one.p99Ms.toFixed(0)} ms; ` +
        `${rssMb.toFixed(0)} MB resident, ${heapMb.toFixed(1)} MB heap; unanswered ${unanswered}, sockets lost ${lost - lostBefore}`,
    )
    lostBefore = lost
  }
  return kept
}

export function drawMinutes(kept: readonly Minute[]): string {
  const settled = kept.slice(Math.floor(kept.length * SETTLED_AFTER))
  if (settled.length < 2) return 'too few minutes for a slope'
  const slope = (of: (minute: Minute) => number) =>
    (slopeOf(settled.map((one) => [one.minute, of(one)])) * 60).toFixed(1)
  return `from minute ${settled[0]?.minute} on: resident ${slope(({ rssMb }) => rssMb)}, heap ${slope(({ heapMb }) => heapMb)} MB an hour`
}

/** Of the line that is nearest to all points, by least squares. */
function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length
  const across = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0)
  return across / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
}
