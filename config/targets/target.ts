import { z } from 'zod'
import { type KubernetesTargetConfig, kubernetes } from './kubernetes-target.ts'
import { type LocalPlace, type LocalTarget, localTargetFrom } from './local-target.ts'

/*
 * Where a service runs in an environment. Another kind of target is a file beside this one with its part of the schema, a
 * member of the union and of the schema, and its case in `targetFrom`; what it needs of other settings is checked in
 * target-problems.ts. The adapter is chosen by its kind, in src/app/wiring/target-kinds.ts.
 */

export type TargetConfig = LocalTarget | KubernetesTargetConfig | { readonly kind: 'inventory' }
export type TargetKind = TargetConfig['kind']

const local = z.strictObject({
  kind: z
    .literal('local')
    .describe('On the machine of the bot: started with `start`, reached at the `port` of the environment'),
})

const inventory = z.strictObject({
  kind: z.literal('inventory').describe('On devices that an inventory looks after; its environments are rings then'),
})

/** What `target` may be, of a service or of one of its environments. */
export const target = z.discriminatedUnion('kind', [local, inventory, kubernetes])

/** The target of a place, as it was chosen there. What it lacks was reported before; see target-problems.ts. */
export function targetFrom(chosen: z.output<typeof target>, place: LocalPlace): TargetConfig {
  switch (chosen.kind) {
    case 'inventory':
    case 'kubernetes':
      return chosen
    case 'local':
      return localTargetFrom(place)
  }
}
