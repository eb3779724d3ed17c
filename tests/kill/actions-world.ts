import { prepareSampleService } from '../../adapters/source/sample/sample-service.ts'
import { DEFAULT_CANARY } from '../../config/defaults.ts'
import { newWorld, serveActions } from '../support/actions-server.ts'
import { serveUsers } from './serve-users.ts'
import type { TeamWorld } from './team-world.ts'

/** The sample service, put into service by a workflow on a GitHub of our own, which notes each dispatch. */
export async function openActionsWorld(folder: string): Promise<TeamWorld> {
  const endings: (() => void)[] = []
  const world = newWorld()
  // Its clock stands still, so a run that is not shown at once would look as if it never came.
  world.hiddenLooks = 0
  const apiUrl = await serveActions(world, (end) => endings.push(end))
  const users = await serveUsers(() => world.serving)
  const { local: _, build: __, ...sample } = await prepareSampleService(folder)
  const inputs = { version: '{version}', sha: '{sha}', environment: '{environment}' }
  const target = { kind: 'github-actions', workflow: 'deploy.yml', inputs, deadlineMinutes: 360 } as const
  const url = 'https://github.example'
  const codeHost = { kind: 'github', repository: 'acme/payments', url, apiUrl, account: undefined } as const
  const environments = { staging: { target }, production: { target } }
  const rest = { aliases: [], description: undefined, keep: 5, canary: DEFAULT_CANARY, codeHost, environments }
  let seen = 0
  return {
    services: [{ ...sample, ...rest }],
    productionUrl: users.url,
    async rollouts() {
      const added = world.dispatches.length - seen
      seen = world.dispatches.length
      return added
    },
    leftovers: () => [],
    async close() {
      users.close()
      for (const end of endings) end()
    },
  }
}
