import { Command } from 'commander'
import { oneLine } from '../../../adapters/chat/terminal/plain-text.ts'
import { placesForm, type SeenPlaces } from './client/answers.ts'
import { askedCommand, print, printJson } from './client/asked-command.ts'
import { columns } from './client/columns.ts'
import { type ConnectFlags, connectBot } from './client/connect.ts'
import { EXIT } from './client/exit-codes.ts'

/** What is live where, as the running bot sees it. */
export function statusCommand(): Command {
  const command = new Command('status')
    .description('what is live where, since when, and how it does; asks the running bot')
    .argument('[service]', 'only this service')
  return askedCommand(command, status)
}

async function status(service: string | undefined, flags: ConnectFlags): Promise<number> {
  const query = service === undefined ? '' : `&service=${encodeURIComponent(service)}`
  const { services } = await connectBot(flags).get(`/services?health=true${query}`, placesForm)
  if (flags.json) printJson({ services })
  else if (services.length > 0) print(table(services))
  if (services.length > 0) return EXIT.done
  const nothing =
    service === undefined ? 'no service that you may see' : `no service “${service}”, or you may not see it`
  process.stderr.write(`There is ${nothing}.\n`)
  return EXIT.notDone
}

function table(places: SeenPlaces): string {
  const rows = places.map(({ service, environment, live, health, changing }) => [
    service,
    environment,
    live?.version ?? '–',
    live ? live.since.slice(0, 16).replace('T', ' ') : '–',
    health ? oneLine(health.sentence ?? health.state) : '–',
    changing === undefined ? '' : `${changing} is changing it`,
  ])
  return columns([['SERVICE', 'ENVIRONMENT', 'LIVE', 'SINCE (UTC)', 'HEALTH', ''], ...rows])
}
