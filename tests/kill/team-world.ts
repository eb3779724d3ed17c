import type { Config } from '../../config/config.ts'
import { openCommandWorld } from '../../src/app/commands/demo/command-world.ts'
import { openActionsWorld } from './actions-world.ts'
import { openClusterWorld } from './cluster-world.ts'

/** What the service of a kill test runs by. */
export const KILL_TARGETS = ['local', 'command', 'kubernetes', 'github-actions'] as const
export type KillTarget = (typeof KILL_TARGETS)[number]

/** Where a team's service runs, outside of the bot: it stays up through every kill and knows what was done to it. */
export interface TeamWorld {
  readonly services: NonNullable<Config['services']>
  /** Where users reach production. */
  readonly productionUrl: string
  /** How often a release was rolled out on production since this was asked last. */
  rollouts(): Promise<number>
  /** What should not be there once an order has ended. */
  leftovers(): readonly string[]
  close(): Promise<void>
}

/** Undefined for services on the machine of the bot. */
export async function openTeamWorld(target: KillTarget, folder: string): Promise<TeamWorld | undefined> {
  switch (target) {
    case 'local':
      return undefined
    case 'command':
      return openNotingHosts(folder)
    case 'kubernetes':
      return openClusterWorld(folder)
    case 'github-actions':
      return openActionsWorld(folder)
  }
}

/** Long enough for a kill in the middle, short enough for a hundred of them. */
const DEPLOYS_SLOWLY = `
import { setTimeout as sleep } from 'node:timers/promises'
const say = (progress) => console.log(JSON.stringify({ progress }))
await sleep(150)
say('healthy')
await sleep(150)
await fetch(process.env.DEMO_HOST, { method: 'PUT', body: process.argv[1] })
say('switched')
await sleep(150)
`

/** A host of the team's own notes each release that is put there. */
async function openNotingHosts(folder: string): Promise<TeamWorld> {
  const world = await openCommandWorld(folder, DEPLOYS_SLOWLY)
  let seen = 0
  return {
    ...world,
    async rollouts() {
      const noted = (await (await fetch(`${world.productionUrl}log`)).text()).split('\n').length - 1
      const added = noted - seen
      seen = noted
      return added
    },
    leftovers: () => [],
  }
}
