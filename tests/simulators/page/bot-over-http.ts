import type { IncomingMessage, ServerResponse } from 'node:http'
import { faultsOf, type Platform } from './faults.ts'
import type { Simulation } from './simulation.ts'

const PATH = /^\/bot(?:\/(?<deed>[a-z]+)(?:\/(?<fault>[a-z]+))?)?$/

/**
 * The bot's process and what goes wrong around it: `GET /bot/changes` is a stream of its state, `POST /bot/kill` and
 * `POST /bot/start` end and start it, `POST /bot/slack/drop` is a fault of a platform.
 * @returns Whether the request was one of these.
 */
export async function serveBot(
  simulation: Simulation,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const match = PATH.exec(request.url ?? '')?.groups
  if (match === undefined) return false
  const { deed = '', fault } = match
  if (deed === 'changes') await stream(simulation, response)
  else if (request.method !== 'POST') response.writeHead(405).end()
  else await act(simulation, deed, fault, response)
  return true
}

async function act(
  simulation: Simulation,
  deed: string,
  fault: string | undefined,
  response: ServerResponse,
): Promise<void> {
  const { bot } = simulation
  const deeds: Readonly<Record<string, () => unknown>> =
    fault === undefined ? { kill: bot.kill, start: bot.start } : (faultsOf(simulation)[deed as Platform] ?? {})
  const name = fault ?? deed
  const does = Object.hasOwn(deeds, name) ? deeds[name] : undefined
  await does?.()
  response.writeHead(does ? 204 : 404).end()
}

async function stream({ bot, botChanged, urls }: Simulation, response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  while (!response.destroyed) {
    const changed = botChanged()
    response.write(`data: ${JSON.stringify({ state: bot.state(), urls })}\n\n`)
    await changed
  }
}
