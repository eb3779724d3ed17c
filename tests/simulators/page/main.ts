import { parseArgs } from 'node:util'
import { startPageServer } from './page-server.ts'
import { startSimulation } from './simulation.ts'

/**
 * A Slack, a Discord and the whole bot on this machine, with a page to use them in: `npm run simulator`. A tool for those
 * who develop or try the bot; nobody logs in, so it listens on 127.0.0.1 alone.
 */
const { values } = parseArgs({ options: { port: { type: 'string', default: '0' }, data: { type: 'string' } } })
const simulation = await startSimulation(values.data === undefined ? {} : { folder: values.data })
const page = await startPageServer(simulation, Number(values.port))

let isEnding = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (isEnding) return
    isEnding = true
    void page
      .stop()
      .then(simulation.stop)
      .finally(() => process.exit())
  })
}
process.stdout.write('The bot is starting …\n')
await simulation.bot.start()
process.stdout.write(`Open ${page.url} in a browser: a Slack and a Discord in which you are ana, ben or cora.\n`)
process.stdout.write('Ctrl-C ends it, with everything that was deployed in it.\n')
