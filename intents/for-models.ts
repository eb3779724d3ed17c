import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { intents } from './catalog.ts'

/** What a language model is told about the intents. */
export interface IntentsForModels {
  /** How intents that are easily confused are told apart, a sentence each. */
  readonly neighbours: readonly string[]
  /** Everything that people can ask for, more than the bot can do today. To say yes or no is for people alone. */
  readonly offered: readonly { readonly id: string; readonly example: string }[]
}

const schema = z.strictObject({
  neighbours: z.array(z.string()),
  examples: z.record(z.string(), z.string()),
})

/** Read when a model is configured, and not at every start. @throws {Error} naming an intent that has no example. */
export function readIntentsForModels(): IntentsForModels {
  const file = new URL('./for-models.yaml', import.meta.url)
  const { neighbours, examples } = schema.parse(parse(readFileSync(file, 'utf8')))
  const offered = [...intents.keys()]
    .filter((id) => id !== 'out_of_scope' && !id.startsWith('confirm.'))
    .map((id) => ({ id, example: exampleOf(id, examples) }))
  return { neighbours, offered }
}

function exampleOf(id: string, examples: Readonly<Record<string, string>>): string {
  const example = examples[id]
  if (example === undefined) throw new Error(`intents/for-models.yaml has no example of ${id}`)
  return example
}
