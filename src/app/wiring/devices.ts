import { createHttpInventory } from '../../../adapters/inventory/http-inventory.ts'
import type { InventoryConfig } from '../../../config/inventory-schema.ts'
import { squeeze } from '../../../intents/words.ts'
import type { NamedThing } from '../../domain/catalog.ts'
import type { Patience } from '../../domain/device-looks.ts'
import type { RepairPolicy } from '../../domain/repair-policy.ts'
import type { Inventory } from '../../ports/inventory.ts'

/** Devices that others look after, and what the configuration says of them. */
export interface Devices extends Patience {
  readonly inventory: Inventory
  /** The devices that it listed last, as people may name them; the same list as long as they are the same. */
  names(): readonly NamedThing[]
  readonly policy: RepairPolicy
  /** How long the devices of a ring may take until all of them have a version. */
  readonly rolloutMs: number
  /** How long a device may take until it is put right. */
  readonly repairMs: number
}

const MINUTE_MS = 60_000

/** The inventory, and the names of the devices that its last answer had. */
function namedBy(inventory: Inventory): Pick<Devices, 'inventory' | 'names'> {
  let ids = ''
  let known: readonly NamedThing[] = []
  return {
    inventory: {
      ...inventory,
      async devices() {
        const fleet = await inventory.devices()
        const listed = [...new Set(fleet.devices.map(({ id }) => id))].sort()
        if (listed.join() !== ids) {
          ids = listed.join()
          known = tellable(listed).map((id) => ({ id, aliases: [] }))
        }
        return fleet
      },
    },
    names: () => known,
  }
}

/** `kiosk-1` and `kiosk1` are one name in a message: neither can be named there, only pressed. */
function tellable(ids: readonly string[]): readonly string[] {
  const bySaid = Map.groupBy(ids, squeeze)
  return ids.filter((id) => squeeze(id) !== '' && bySaid.get(squeeze(id))?.length === 1)
}

/** @param fetch In place of the network. */
export function devicesOf(config: InventoryConfig, fetch?: typeof globalThis.fetch): Devices {
  const { url, token, timeoutSeconds, mostMegabytes, mostDevices } = config
  const inventory = createHttpInventory({
    ...{ url, mostMegabytes, mostDevices },
    timeoutMs: timeoutSeconds * 1_000,
    ...(token && { token: token.reveal() }),
    ...(fetch && { fetch }),
  })
  return {
    ...namedBy(inventory),
    policy: { rules: config.policy, fixesPerHour: config.fixesPerHour },
    silentAfterMs: config.silentAfterMinutes * MINUTE_MS,
    rolloutMs: config.rolloutMinutes * MINUTE_MS,
    repairMs: config.repairMinutes * MINUTE_MS,
  }
}
