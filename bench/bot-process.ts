import type { PlayOrder } from './play-in-process.ts'
import { PLAYS } from './scenarios/plays.ts'

/** A bot in a process of its own: plays one scenario, tells its parent what it measured, and ends. */
const { play, home, sizes } = JSON.parse(process.argv[2] ?? '') as PlayOrder
const measurements = await PLAYS[play](home, sizes)
process.send?.(measurements, () => process.exit())
