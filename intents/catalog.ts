import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Effect } from '../src/domain/understanding.ts'

/** What an intent does to the world, and the slots it needs (in the order they are asked for) and takes. */
export interface Intent {
  readonly effect: Effect
  readonly needs: readonly string[]
  readonly takes: readonly string[]
}

const FILE = 'intents/catalog.yaml'

const catalogSchema = z.strictObject({
  slots: z.record(z.string(), z.string()),
  intents: z.record(
    z.string(),
    z.strictObject({
      effect: z.enum(['read', 'change', 'danger']),
      needs: z.array(z.string()),
      takes: z.array(z.string()),
    }),
  ),
})

/**
 * Reads a catalog of intents.
 * @param place What an error calls the text, such as a file name.
 * @throws {Error} naming the place and key of everything that is wrong.
 */
export function parseIntents(yaml: string, place: string): ReadonlyMap<string, Intent> {
  const parsed = catalogSchema.safeParse(parse(yaml))
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${place}: ${issue.path.join('.') || 'file'}: ${issue.message}`)
    throw new Error(problems.join('\n'))
  }
  const found = new Map(Object.entries(parsed.data.intents))
  const problems = [...found].flatMap(([id, intent]) => undeclaredSlots(id, intent, parsed.data.slots))
  if (problems.length > 0) throw new Error(problems.map((problem) => `${place}: ${problem}`).join('\n'))
  return found
}

function undeclaredSlots(id: string, intent: Intent, declared: Readonly<Record<string, string>>): readonly string[] {
  return [...intent.needs, ...intent.takes]
    .filter((slot) => !Object.hasOwn(declared, slot))
    .map((slot) => `intents.${id}: slot "${slot}" is not declared under slots`)
}

/** Every intent by its id, as intents/catalog.yaml lists them. */
export const intents: ReadonlyMap<string, Intent> = parseIntents(
  readFileSync(new URL('./catalog.yaml', import.meta.url), 'utf8'),
  FILE,
)

/** Every slot that some intent holds. */
export const slotNames: ReadonlySet<string> = new Set(
  [...intents.values()].flatMap(({ needs, takes }) => [...needs, ...takes]),
)

/** @throws {Error} when the catalog has no such intent: a fault of the caller, since people never type ids. */
export function intentNamed(id: string): Intent {
  const intent = intents.get(id)
  if (!intent) throw new Error(`${FILE} has no intent "${id}"`)
  return intent
}

export function effectOf(id: string): Effect {
  return intentNamed(id).effect
}

/** Every slot the intent can hold, the needed ones first. */
export function slotsOf(id: string): readonly string[] {
  const { needs, takes } = intentNamed(id)
  return [...needs, ...takes]
}
