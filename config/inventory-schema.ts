import { z } from 'zod'
import { DEVICE_DRIFT_KINDS, REPAIR_RULES, type RepairRule } from '../src/domain/repair-policy.ts'
import { listed, numeric, seconds, secret, url } from './schema-values.ts'
import type { Secret } from './secret.ts'

const LONGEST_MINUTES = 24 * 60
const MOST_FIXES = 1_000

const minutes = (description: string) => numeric(z.number().positive().max(LONGEST_MINUTES), description)

const rule = z.strictObject({
  kinds: listed(z.enum(DEVICE_DRIFT_KINDS)).describe(
    'Of these kinds: `version` (another version), `missing` (not installed), `config` (another configuration), `stopped`, `unknown` (silent, or saying too little), which is always left to people',
  ),
  rings: listed(z.string()).optional().describe('In these rings; in all when left out'),
  do: z
    .enum(REPAIR_RULES)
    .describe('`fix` (unasked, within the budget), `propose` (with a button) or `escalate` (a person has to look)'),
})

/** The inventory of devices that shipmate.yaml may name. */
export const inventory = z
  .strictObject({
    url: url(/^https?$/, 'Its address, which the paths of [its contract](inventory.md) are appended to'),
    token: secret('Sent to it as a bearer token').optional(),
    timeoutSeconds: seconds('How long it may take to list all devices, or to take an order').default(10),
    mostMegabytes: numeric(
      z.number().positive().max(1_000),
      'What it may send when it lists all devices; reading stops at that',
    ).default(16),
    mostDevices: numeric(z.int().min(1).max(1_000_000), 'How many devices it may list').default(20_000),
    silentAfterMinutes: minutes('A device that was last seen longer ago counts as silent').default(15),
    rolloutMinutes: minutes(
      'How long the devices of a ring may take until all of them have a new version; then the ring is told the old one',
    ).default(30),
    repairMinutes: minutes('How long a device may take until it is fixed').default(10),
    fixesPerHour: numeric(
      z.int().min(0).max(MOST_FIXES),
      'How many fixes may start unasked within any hour, over all devices',
    ).default(10),
    policy: z
      .array(rule)
      .default([])
      .describe(
        'What is done about a device that has drifted; the first line that fits. What no line fits is proposed',
      ),
  })
  .optional()

export interface InventoryConfig {
  readonly url: string
  readonly token: Secret | undefined
  readonly timeoutSeconds: number
  readonly mostMegabytes: number
  readonly mostDevices: number
  readonly silentAfterMinutes: number
  readonly rolloutMinutes: number
  readonly repairMinutes: number
  readonly fixesPerHour: number
  readonly policy: readonly RepairRule[]
}

export function inventoryFrom(settings: z.output<typeof inventory>): InventoryConfig | undefined {
  if (!settings) return undefined
  const policy = settings.policy.map(({ rings, ...line }) => ({ ...line, ...(rings && { rings }) }))
  return { ...settings, token: settings.token, policy }
}
