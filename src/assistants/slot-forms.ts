import { z } from 'zod'

const LONGEST_NAME = 100
const LONGEST_WORDS = 500
const MOST_COUNTED = 1_000
const LONGEST_WINDOW_SECONDS = 366 * 86_400

const name = (description: string) => z.string().min(1).max(LONGEST_NAME).describe(description)
const words = (description: string) => z.string().min(1).max(LONGEST_WORDS).describe(description)

/** What an assistant may give for a slot of intents/catalog.yaml. */
const FORMS: Readonly<Record<string, z.ZodType<string | number>>> = {
  service: name('A service by its name or alias'),
  environment: name('An environment by its name or alias, such as production'),
  ring: name('A deployment ring'),
  device: name('A managed device or host'),
  strategy: name('To build: cache, no-cache. To deploy: rolling, blue-green, canary, recreate'),
  ref: name('A tag, branch, commit or "latest"'),
  count: z.int().min(0).max(MOST_COUNTED).describe('How many'),
  window: z.int().min(1).max(LONGEST_WINDOW_SECONDS).describe('A length of time in seconds'),
  at: z.iso.datetime().describe('A moment to come, ISO 8601 in UTC'),
  metric: name('error_rate, latency, throughput, availability or traffic'),
  state: name('succeeded, failed, running, queued, cancelled, pending or open'),
  change: name('A change request, such as CHG-3'),
  task: name('A task, such as TASK-7'),
  run: name('A task, such as TASK-7'),
  workflow: name('A workflow by its name'),
  reason: words('Why, for the people who read it'),
  words: words('Words that lines must hold, one a line'),
  topic: name('What help is wanted on'),
}

/** Following a log shows it in a chat, which an assistant has not; `previous` goes with it there. */
const NOT_OFFERED: ReadonlySet<string> = new Set(['follow', 'previous'])

/** The slots of an intent as an object; whatever else is given is refused. */
export function formOf(needs: readonly string[], takes: readonly string[]): z.ZodObject {
  const fields = [
    ...needs.map((slot) => [slot, fieldOf(slot)] as const),
    ...takes.filter((slot) => !NOT_OFFERED.has(slot)).map((slot) => [slot, fieldOf(slot).optional()] as const),
  ]
  return z.strictObject(Object.fromEntries(fields))
}

/** @throws {Error} for a slot that has no form here: a fault of the program. */
function fieldOf(slot: string): z.ZodType<string | number> {
  const form = FORMS[slot]
  if (!form) throw new Error(`the slot ${slot} has no form for assistants`)
  return form
}
