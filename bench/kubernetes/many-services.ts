import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { type Home, startBenchBot } from '../bench-bot.ts'
import { latency, type Measurement, oneRun } from '../measurement.ts'
import { startCluster } from './cluster.ts'

const SERVICES = 200

export interface ManyServices {
  readonly name: string
  readonly latencyMs: number
  readonly namespaceOf: (service: string) => string
  /** Asks for the Service of each, too, as blue-green needs it. */
  readonly hasService: boolean
}

/** “status” of two hundred services in a cluster whose every call takes its time, until the answer is posted. */
export async function statusOfMany(
  home: Home,
  { name, latencyMs, namespaceOf, hasService }: ManyServices,
  questions: number,
): Promise<readonly Measurement[]> {
  const names = Array.from({ length: SERVICES }, (_, index) => `service-${String(index + 1).padStart(3, '0')}`)
  const deployments = names.map((service) => ({ namespace: namespaceOf(service), name: service }))
  const cluster = await startCluster({ latencyMs, deployments })
  const services = names.map((id) => ({
    id,
    repository: join(home.folder, id),
    target: {
      ...{ kind: 'kubernetes', kubeconfig: cluster.kubeconfig, context: 'test', namespace: namespaceOf(id) },
      ...{ image: `registry.example/${id}:{version}`, ...(hasService && { service: id }) },
    },
    environments: { production: {} },
  }))
  await writeFile(join(home.folder, 'shipmate.yaml'), stringify({ services, environments: [{ id: 'production' }] }))
  const { chat, stop } = await startBenchBot(home)
  const waits: number[] = []
  let before = process.cpuUsage()
  for (let asked = 0; asked < questions + WARM_UP; asked += 1) {
    if (asked === WARM_UP) before = process.cpuUsage()
    const reply = chat.posted('bench:status')
    const began = performance.now()
    await chat.says('bench:status', 'status')
    const { at, card } = await reply
    if (!JSON.stringify(card).includes(`${SERVICES} healthy`)) throw new Error(JSON.stringify(card))
    if (asked >= WARM_UP) waits.push(at - began)
  }
  const { user, system } = process.cpuUsage(before)
  await stop()
  cluster.stop()
  return [latency(name, waits), oneRun(`${name}, processor time`, 'ms', (user + system) / 1_000 / questions)]
}

const WARM_UP = 5
