import { describe, expect, test } from 'vitest'
import { SCENARIOS } from './all-scenarios.ts'
import { play } from './play.ts'
import { PLATFORMS } from './stage/platform.ts'

describe.each(Object.entries(SCENARIOS))('%s', (_, scenarios) => {
  describe.each(scenarios)('$name', (scenario) => {
    test.each(PLATFORMS.filter((platform) => scenario.without?.[platform] === undefined))('%s', async (platform) => {
      const ending = await play(scenario, platform)
      if (ending.kind === 'failed') throw ending.error
      expect(ending.kind).toBe('passed')
    })
  })
})
