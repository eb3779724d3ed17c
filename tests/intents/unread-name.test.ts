import { expect, test } from 'vitest'
import { createUnderstanding } from '../../intents/understand.ts'
import { NO_CONTEXT, NOW } from './support.ts'

const understand = createUnderstanding({
  services: [{ id: 'billionmail', aliases: ['mail'] }],
  environments: [
    { id: 'staging', aliases: ['stg'] },
    { id: 'production', aliases: ['prod'] },
  ],
  rings: [],
  devices: [],
  workflows: [],
  bots: [],
})
const hasUnreadName = (text: string) => understand(text, NO_CONTEXT, NOW).hasUnreadName ?? false

test.each(['roll back the database on production', 'deploy v1.1.0 to live', 'deploye v1.1.0 auf den Server'])(
  '%s: something is named that is none of the catalog',
  (text) => {
    expect(hasUnreadName(text)).toBe(true)
  },
)

test.each(['roll back prod', 'deploy v1.1.0 to stg', 'deploy the latest version to the staging', 'deploy v1.1.0'])(
  '%s: everything that is named was read',
  (text) => {
    expect(hasUnreadName(text)).toBe(false)
  },
)
