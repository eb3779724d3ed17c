import { Agent, createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What this process is asked to do: so many requests through the proxy on that port. */
export interface Burst {
  readonly port: number
  readonly requests: number
}

/** What it tells: where its service listens, then how long each request of a burst took. */
export type Told = { readonly listening: number } | { readonly latenciesMs: readonly number[]; readonly tookMs: number }

const AT_A_TIME = 16

/** The users and the service, in a process of their own, so that the proxy's is left with the proxy alone. */
const service = createServer((_, response) => response.end('{"ok":true}'))
service.listen(0, '127.0.0.1', () => tell({ listening: (service.address() as AddressInfo).port }))
process.on('message', (burst: Burst) => void play(burst).then(tell))

async function play({ port, requests }: Burst): Promise<Told> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_A_TIME })
  const latenciesMs: number[] = []
  const user = async (): Promise<void> => {
    for (let left = requests / AT_A_TIME; left > 0; left--) latenciesMs.push(await ask(port, agent))
  }
  const begun = performance.now()
  await Promise.all(Array.from({ length: AT_A_TIME }, user))
  const tookMs = performance.now() - begun
  agent.destroy()
  return { latenciesMs, tookMs }
}

function ask(port: number, agent: Agent): Promise<number> {
  const begun = performance.now()
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, agent }, (response) => {
      response.resume()
      response.once('end', () => resolve(performance.now() - begun))
    }).once('error', reject)
  })
}

function tell(told: Told): void {
  process.send?.(told)
}
