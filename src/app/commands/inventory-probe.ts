import type { InventoryConfig } from '../../../config/inventory-schema.ts'
import { InventoryUnavailableError } from '../../ports/inventory.ts'
import type { Verdict } from '../doctor/report.ts'
import { devicesOf } from '../wiring/devices.ts'

/** Whether the inventory lists devices, and whether it and the configuration speak of the same rings. */
export async function probeInventory(config: InventoryConfig, rings: readonly string[]): Promise<Verdict> {
  try {
    const { devices } = await devicesOf(config).inventory.devices()
    const listed = [...new Set(devices.map(({ ring }) => ring))]
    const empty = rings.filter((ring) => !listed.includes(ring))
    const foreign = listed.filter((ring) => !rings.includes(ring))
    const sentence = `${new Set(devices.map(({ id }) => id)).size} devices in ${listed.length} rings at ${config.url}.`
    if (empty.length > 0)
      return {
        state: 'warning',
        sentence: `${sentence} None in ${empty.join(', ')}.`,
        remedy: 'Correct the ring’s name.',
      }
    return foreign.length === 0
      ? { state: 'ok', sentence }
      : {
          state: 'warning',
          sentence: `${sentence} Nobody watches ${foreign.slice(0, 5).join(', ')}.`,
          remedy: 'Add it under environments: with ring: true, if it is to be watched.',
        }
  } catch (error) {
    if (!(error instanceof InventoryUnavailableError)) throw error
    return {
      state: 'failed',
      sentence: error.userMessage,
      remedy: 'Correct inventory.url and inventory.token, or see docs/inventory.md for what it must answer.',
    }
  }
}
