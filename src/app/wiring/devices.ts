import { createHttpInventory } from '../../../adapters/inventory/http-inventory.ts'
import type { InventoryConfig } from '../../../config/inventory-schema.ts'
import type { Patience } from '../../domain/device-looks.ts'
import type { RepairPolicy } from '../../domain/repair-policy.ts'
import type { Inventory } from '../../ports/inventory.ts'

/** Devices that others look after, and what the configuration says of them. */
export interface Devices extends Patience {
  readonly inventory: Inventory
  readonly policy: RepairPolicy
  /** How long the devices of a ring may take until all of them have a version. */
  readonly rolloutMs: number
  /** How long a device may take until it is put right. */
  readonly repairMs: number
}

const MINUTE_MS = 60_000

/** @param fetch In place of the network. */
export function devicesOf(config: InventoryConfig, fetch?: typeof globalThis.fetch): Devices {
  const { url, token, timeoutSeconds, mostMegabytes, mostDevices } = config
  return {
    inventory: createHttpInventory({
      ...{ url, mostMegabytes, mostDevices },
      timeoutMs: timeoutSeconds * 1_000,
      ...(token && { token: token.reveal() }),
      ...(fetch && { fetch }),
    }),
    policy: { rules: config.policy, fixesPerHour: config.fixesPerHour },
    silentAfterMs: config.silentAfterMinutes * MINUTE_MS,
    rolloutMs: config.rolloutMinutes * MINUTE_MS,
    repairMs: config.repairMinutes * MINUTE_MS,
  }
}
