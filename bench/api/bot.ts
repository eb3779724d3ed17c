import { startHealthServer } from '../../adapters/http/health-server.ts'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import { systemClock } from '../../src/ports/clock.ts'
import { tokenDesk } from '../../src/tokens/api-tokens.ts'
import { startBenchBot } from '../bench-bot.ts'
import { deploySample } from '../scenarios/sample-deployment.ts'
import { EMBEDDED } from '../setups.ts'
import { answerParent } from './target.ts'

/** The embedded bot with its API, in a process of its own, with a service that is really deployed. */
const TOKENS = 20

await EMBEDDED.inNewHome(async (home) => {
  const bot = await startBenchBot(home)
  const desk = tokenDesk({ store: bot.store, clock: systemClock }, ['viewer'], 'bench:ana')
  const tokens: string[] = []
  for (let count = 1; count <= TOKENS; count++)
    tokens.push((await desk.create({ name: `bench ${count}`, scope: { roles: ['viewer'] } })).secret)
  await deploySample(bot.chat)
  const http = await startHealthServer({
    ...{ host: '127.0.0.1', port: 0, version: '0', parts: () => [], workers: () => bot.registry.list() },
    api: { behind: () => bot.api, onFault: (error) => process.stderr.write(`${error}\n`) },
  })
  await answerParent({ port: http.port, tokens })
  await http.stop()
  await bot.stop()
  await stopAll(home.folder)
})
process.exit()
