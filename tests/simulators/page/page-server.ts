import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { readAssets } from '../../../adapters/http/console/assets.ts'
import { drawPage } from '../../../adapters/http/console/page.ts'
import { servePeople } from '../people-over-http.ts'
import { serveBot } from './bot-over-http.ts'
import type { Platform } from './faults.ts'
import { isFromHere } from './own-requests.ts'
import { serveFile } from './serve-file.ts'
import type { Simulation } from './simulation.ts'

export interface PageServer {
  /** What to open in a browser. */
  readonly url: string
  stop(): Promise<void>
}

const FOLDER = fileURLToPath(new URL('./web/', import.meta.url))
const WITH_PLATFORM = /^\/(?<platform>slack|discord)(?<path>\/.*)$/

/**
 * The page for people, on this machine alone: whoever reaches it acts as anybody of a made-up team. Requests of other
 * pages and for other names of this machine are refused.
 * @param port Any free one if 0.
 */
export async function startPageServer(simulation: Simulation, port: number): Promise<PageServer> {
  const assets = readAssets(FOLDER, 'simulator')
  const page = drawPage(assets)
  const headers = {
    'content-security-policy': policyWith(page.importMapHash),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    if (!isFromHere(request)) return void response.writeHead(403).end('This page serves its own requests only.')
    const url = request.url ?? '/'
    const asset = url.startsWith(assets.base) ? assets.files.get(url.slice(assets.base.length)) : undefined
    if (url === '/') response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page.html)
    else if (asset) response.writeHead(200, { 'content-type': asset.type }).end(asset.bytes)
    else if (!(await answerLive(request, response, url))) response.writeHead(404).end()
  }

  async function answerLive(request: IncomingMessage, response: ServerResponse, url: string): Promise<boolean> {
    if (await serveBot(simulation, request, response)) return true
    const { platform, path = '' } = WITH_PLATFORM.exec(url)?.groups ?? {}
    if (platform === undefined) return false
    const people = simulation[platform as Platform]
    return (await servePeople(people, request, response, path)) || (await serveFile(simulation, path, response))
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function policyWith(importMapHash: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${importMapHash}`,
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}
