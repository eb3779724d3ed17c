import { EventEmitter, once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { prepareSampleService } from '../../adapters/source/sample/sample-service.ts'
import type { AppOptions } from '../../src/app/start-app.ts'
import type { Delivery } from '../../src/ports/delivery.ts'
import { type Home, startBenchBot } from '../bench-bot.ts'
import { latency, type Measurement } from '../measurement.ts'
import { proposeDeployment } from '../scenarios/clicks.ts'
import { startCluster } from './cluster.ts'

/** In turn. The first round of them builds what is not there yet, and is not counted. */
const VERSIONS = ['v1.0.0', 'v1.1.0'] as const

/** From the click on “Confirm” to the first event of the rollout, on this machine. */
export async function clickToLocalRollout(home: Home, clicks: number): Promise<readonly Measurement[]> {
  const { events, wrap } = noteStarts()
  const { chat, stop } = await startBenchBot(home, wrap)
  const waits = await clicked(chat, clicks, ' using blue-green', async () => [await startOf(events)])
  await stop()
  return [
    latency(
      'click to “starting”, local',
      waits.map(([starts = 0]) => starts),
    ),
  ]
}

/** The same in a cluster, and to the change of the pods there. */
export async function clickToClusterRollout(
  home: Home,
  latencyMs: number,
  clicks: number,
): Promise<readonly Measurement[]> {
  const cluster = await startCluster({ latencyMs, deployments: [{ namespace: 'shop', name: 'billionmail' }] })
  const { repository } = await prepareSampleService(home.folder)
  const target = {
    ...{ kind: 'kubernetes', kubeconfig: cluster.kubeconfig, context: 'test', namespace: 'shop' },
    ...{ image: 'registry.example/billionmail:{version}', pinDigest: false },
  }
  const services = [{ id: 'billionmail', repository, target, environments: { production: {} } }]
  await writeFile(
    join(home.folder, 'shipmate.yaml'),
    stringify({ services, environments: [{ id: 'production', confirm: 'changes' }] }),
  )
  const { events, wrap } = noteStarts()
  const { chat, stop } = await startBenchBot(home, wrap)
  const waits = await clicked(chat, clicks, ' using rolling', () => Promise.all([startOf(events), cluster.rolled()]))
  await stop()
  cluster.stop()
  const of = `Kubernetes, ${latencyMs} ms a call`
  return [
    latency(
      `click to “starting”, ${of}`,
      waits.map(([starts = 0]) => starts),
    ),
    latency(
      `click to the change of the pods, ${of}`,
      waits.map(([, rolls = 0]) => rolls),
    ),
  ]
}

/**
 * @param how The strategy by its name: what risk advises, such as a canary, would take minutes.
 * @param moments When what is waited for happens, by the clock of `performance.now()`.
 */
async function clicked(
  chat: Parameters<typeof proposeDeployment>[0],
  clicks: number,
  how: string,
  moments: () => Promise<readonly number[]>,
): Promise<readonly (readonly number[])[]> {
  const waits: (readonly number[])[] = []
  for (let click = 0; click < clicks + VERSIONS.length; click += 1) {
    const { confirm, live } = await proposeDeployment(chat, VERSIONS[click % 2] ?? VERSIONS[0], how)
    const happens = moments()
    const began = performance.now()
    await confirm()
    const at = await happens
    await live
    if (click >= VERSIONS.length) waits.push(at.map((moment) => moment - began))
  }
  return waits
}

async function startOf(events: EventEmitter): Promise<number> {
  const [at] = (await once(events, 'starting')) as [number]
  return at
}

/** Says when a deployment has noted in the log that it starts. */
function noteStarts(): { readonly events: EventEmitter; readonly wrap: NonNullable<AppOptions['wrap']> } {
  const events = new EventEmitter()
  const noting = (delivery: Delivery): Delivery => ({
    ...delivery,
    deploy: (order, report, ...asked) =>
      delivery.deploy(
        order,
        async (phase) => {
          await report(phase)
          if (phase === 'starting') events.emit('starting', performance.now())
        },
        ...asked,
      ),
  })
  return { events, wrap: (name, part) => (name === 'delivery' ? (noting(part as Delivery) as typeof part) : part) }
}
