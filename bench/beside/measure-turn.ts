import { latency, type Measurement, oneRun } from '../measurement.ts'
import { processorMsOf } from '../processor-time.ts'
import { AT_A_TIME, together } from './at-a-time.ts'

/** How much is asked of each bot in one turn. */
export interface TurnSizes {
  readonly warmUp: number
  readonly oneByOne: number
  readonly together: number
}

const COUNTS_PROCESSOR_TIME = process.platform === 'linux'

/** Peers answer every text alike. */
const TEXTS = ['help', 'status'] as const

/**
 * Asks one bot, alone and by many at a time.
 *
 * @param pid The bot's own process: what a database server does for it is not counted.
 * @param ask Says the words, and gives the milliseconds until they are answered.
 */
export async function measureTurn(
  pid: number,
  sizes: TurnSizes,
  ask: (words: string) => Promise<number>,
): Promise<readonly Measurement[]> {
  const processorMs = async (): Promise<number> => (COUNTS_PROCESSOR_TIME ? processorMsOf(pid) : 0)
  const measured: Measurement[] = []
  for (const words of TEXTS) {
    await together(sizes.warmUp, () => ask(words))
    const waits: number[] = []
    for (let i = 0; i < sizes.oneByOne; i++) waits.push(await ask(words))
    measured.push(latency(`“${words}”, one by one`, waits))
    const before = await processorMs()
    const seconds = await together(sizes.together, () => ask(words))
    const spent = (await processorMs()) - before
    measured.push(oneRun(`“${words}”, ${AT_A_TIME} at a time`, 'per s', sizes.together / seconds))
    if (COUNTS_PROCESSOR_TIME) measured.push(oneRun(`“${words}”, processor time each`, 'ms', spent / sizes.together))
  }
  return measured
}
