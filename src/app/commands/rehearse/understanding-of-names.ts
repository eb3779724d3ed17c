import type { Config } from '../../../../config/config.ts'
import { createUnderstanding, type Understand } from '../../../../intents/understand.ts'
import type { Catalog } from '../../../domain/catalog.ts'
import { ownExamplesFrom } from '../../wiring/configured.ts'

/** Made in a twentieth of a second, which is as long as a short conversation takes; most name the same things. */
const made = new Map<string, Understand>()
const MOST = 20

/** What understands people who talk of these names. Where they are the same, so is it; names of devices come and go. */
export function understandingOf(catalog: Catalog, config: Config): Understand {
  const examples = ownExamplesFrom(config)
  if (config.inventory) return createUnderstanding(catalog, examples)
  const key = JSON.stringify([catalog, examples])
  const understand = made.get(key) ?? createUnderstanding(catalog, examples)
  made.delete(key)
  made.set(key, understand)
  for (const oldest of made.keys()) {
    if (made.size <= MOST) break
    made.delete(oldest)
  }
  return understand
}
