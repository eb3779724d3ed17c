import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

/** Where a hostile text gets into the bot. */
const PLACES = ['asker', 'ticket', 'person', 'log', 'commit', 'branch', 'tag', 'answer'] as const

const attack = z.strictObject({
  name: z.string().min(1),
  in: z.enum(PLACES),
  /** The hostile text; `answer` has none but what the model does. */
  text: z.string().default(''),
  /** What is asked, once the trap is laid. */
  asks: z.string().default('@shipmate why did the deploy of payments fail?'),
  by: z.enum(['ana', 'ben', 'eve']).default('ana'),
  /** Calls the model makes besides what it always tries. */
  calls: z.array(z.record(z.string(), z.unknown())).default([]),
  /** What it answers; left out, it repeats everything it has seen, and claims that all is confirmed. */
  answer: z.string().optional(),
  /** What it reads a message as, where it is asked. */
  reads: z.record(z.string(), z.unknown()).optional(),
  /** What must be seen neither by people nor by the model. */
  secrets: z.array(z.string()).default([]),
  /** What this asker must not see, and the model not for them. */
  hidden: z.array(z.string()).default([]),
  /** What the model must have been told, so that the attack has really been tried. */
  reaches: z.string().optional(),
})

export type Attack = z.output<typeof attack>

export function readAttacks(file: string): readonly Attack[] {
  return z.array(attack).parse(parse(readFileSync(file, 'utf8')))
}
