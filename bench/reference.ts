import { createHash } from 'node:crypto'
import { PGlite } from '@electric-sql/pglite'
import { median } from './statistics.ts'

/** Each round takes a few dozen milliseconds: enough to time, and too little to be interrupted in every one. */
const ROUNDS = 25
const DOCUMENTS = 400
const STATEMENTS = 100

/**
 * A fixed piece of the work that the bot does most, without any of the bot's code: what it takes says how fast the machine
 * is at this moment.
 *
 * @returns Milliseconds of each round.
 */
export async function timeReference(): Promise<readonly number[]> {
  const database = await PGlite.create()
  try {
    await round(database)
    const rounds: number[] = []
    for (let i = 0; i < ROUNDS; i++) rounds.push(await round(database))
    return rounds
  } finally {
    await database.close()
  }
}

/** Of rounds from before, between and after the measuring. */
export function referenceMs(rounds: readonly number[]): number {
  return median(rounds)
}

async function round(database: PGlite): Promise<number> {
  const began = performance.now()
  let text = JSON.stringify({ type: 'message.received', fields: Array.from({ length: 50 }, (_, i) => `field ${i}`) })
  for (let i = 0; i < DOCUMENTS; i++) {
    const hash = createHash('sha256').update(text).digest('hex')
    text = JSON.stringify({ ...JSON.parse(text), hash })
  }
  for (let i = 0; i < STATEMENTS; i++) await database.query('SELECT 1')
  return performance.now() - began
}
