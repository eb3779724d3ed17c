import type { ServerResponse } from 'node:http'
import type { Simulation } from './simulation.ts'

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47])
const PATH = /^\/(?:upload\/(?<id>[^/]+)|attachments\/.+)$/

/**
 * Pictures and files that the bot has uploaded stand in their platform; the page may ask its own origin alone. What is no
 * picture is a text to read, never a page.
 * @returns Whether there is such a file.
 */
export async function serveFile(simulation: Simulation, path: string, response: ServerResponse): Promise<boolean> {
  const match = PATH.exec(path)
  if (match === null) return false
  const id = match.groups?.id
  const bytes = id === undefined ? await attached(simulation, path) : simulation.slack.uploaded(id)
  if (bytes === undefined) return false
  const type = PNG.equals(Buffer.from(bytes).subarray(0, PNG.length)) ? 'image/png' : 'text/plain; charset=utf-8'
  response.writeHead(200, { 'content-type': type }).end(bytes)
  return true
}

async function attached({ discord }: Simulation, path: string): Promise<Uint8Array | undefined> {
  const found = await fetch(new URL(path, discord.apiUrl))
  return found.ok ? new Uint8Array(await found.arrayBuffer()) : undefined
}
