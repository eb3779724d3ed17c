import { z } from 'zod'
import type { Secret } from '../secret.ts'
import { type CommandTarget, commandTarget, commandTargetFrom } from './command-target.ts'
import { type GithubActionsTargetConfig, githubActions } from './github-actions-target.ts'
import type { NamedVariables } from './given-variables.ts'
import { type KubernetesTargetConfig, kubernetes } from './kubernetes-target.ts'
import { type LocalPlace, type LocalTarget, localTargetFrom } from './local-target.ts'

/*
 * Where a service runs in an environment. Another kind of target is a file beside this one with its part of the schema, a
 * member of the union and of the schema, and its case in `targetFrom`; what it needs of other settings is checked in
 * target-problems.ts. The adapter is chosen by its kind, in src/app/wiring/target-kinds.ts.
 */

export type TargetConfig =
  | LocalTarget
  | CommandTarget
  | KubernetesTargetConfig
  | GithubActionsTargetConfig
  | { readonly kind: 'inventory' }
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
export const target = z.discriminatedUnion('kind', [local, commandTarget, kubernetes, githubActions, inventory])

/** What a target is made of besides its own settings. */
export interface TargetOrigin {
  readonly service: NamedVariables
  readonly place: LocalPlace
  /** Of the configuration file; absolute. */
  readonly folder: string
  /** By the names that settings call them by. */
  readonly secrets: Readonly<Record<string, Secret>>
}

/** The target of a place, as it was chosen there. What it lacks was reported before; see target-problems.ts. */
export function targetFrom(chosen: z.output<typeof target>, origin: TargetOrigin): TargetConfig {
  switch (chosen.kind) {
    case 'inventory':
    case 'kubernetes':
    case 'github-actions':
      return chosen
    case 'command':
      return commandTargetFrom(chosen, origin)
    case 'local':
      return localTargetFrom(origin.service, origin.place, origin.secrets)
  }
}
