import { expect, test } from 'vitest'
import { createFleet } from '../../adapters/rehearsal/fleet.ts'
import type { InventoryConfig } from '../../config/inventory-schema.ts'
import { probeInventory } from '../../src/app/commands/inventory-probe.ts'
import { serveInventory } from '../support/inventory-server.ts'

const usual: Omit<InventoryConfig, 'url'> = {
  ...{ token: undefined, timeoutSeconds: 60, mostMegabytes: 16, mostDevices: 100, fixesPerHour: 10, policy: [] },
  ...{ silentAfterMinutes: 15, rolloutMinutes: 30, repairMinutes: 10 },
}

test('the doctor says what the inventory has, and which rings only one of them knows', async () => {
  const kiosk = (ring: string) => ({ ring, runs: { payments: 'v1.0.0' } })
  const fleet = createFleet({ a: kiosk('ring-0'), b: kiosk('ring-1') }, { now: () => new Date() })
  const config = { ...usual, url: await serveInventory(fleet.fetch) }
  expect(await probeInventory(config, ['ring-0', 'ring-1'])).toEqual({
    state: 'ok',
    sentence: `2 devices in 2 rings at ${config.url}.`,
  })
  expect(await probeInventory(config, ['ring-0'])).toMatchObject({
    state: 'warning',
    sentence: expect.stringMatching(/Nobody watches ring-1/),
  })
  expect(await probeInventory(config, ['ring-0', 'ring-1', 'ring-2'])).toMatchObject({
    sentence: expect.stringMatching(/None in ring-2/),
  })
  fleet.state = 'rubbish'
  expect(await probeInventory(config, [])).toMatchObject({
    state: 'failed',
    sentence: expect.stringMatching(/it is not JSON/),
  })
})
