import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { trafficFacts } from '../../jobs/agents/release-monitor/release-facts.ts'
import { judgeTraffic } from '../../jobs/agents/release-monitor/rules.ts'
import type { TaskId } from '../../src/domain/ids.ts'
import { mergedTraffic, type TrafficFigures } from '../../src/domain/traffic.ts'
import type { MeasuredTraffic, Traffic } from '../../src/ports/traffic.ts'
import { inPlace, type Place } from '../support/local-delivery.ts'
import { clientOfOldHost } from '../support/old-host.ts'
import { failedRun } from '../tools/tool-world.ts'

const HOUR_MS = 60 * 60 * 1000

async function measured(place: Place, by: Traffic = place.delivery): Promise<MeasuredTraffic> {
  const now = new Date()
  const traffic = await by.measured(place.service.id, 'staging', new Date(now.getTime() - HOUR_MS), now)
  if (!traffic) throw new Error('nothing measures')
  return traffic
}

async function figures(place: Place, by?: Traffic): Promise<TrafficFigures> {
  return mergedTraffic((await measured(place, by)).releases)
}

async function ask(place: Place, times: number): Promise<void> {
  for (let request = 0; request < times; request++) await place.get()
}

test('a release that really fails a share of the requests is found out against the one before it', () =>
  inPlace(async (place) => {
    await place.deploy(await place.released({ version: 'v1.0.0' }), { task: 'TASK-1' })
    await ask(place, 300)
    await place.deploy(await place.released({ version: 'v1.1.0', failsEvery: 5 }), { task: 'TASK-2' })
    await ask(place, 200)
    const facts = await trafficFacts(runOf(place, 'TASK-2'), place.delivery, new Date(), async () => true)
    expect(facts).toMatchObject({ window: { requests: 200, errors: 40 }, baseline: { requests: 300, errors: 0 } })
    const judged = judgeTraffic({
      service: place.service.id,
      environment: 'staging',
      window: facts?.window ?? { requests: 0, errors: 0, latenciesMs: [] },
      baseline: facts?.baseline ?? { requests: 0, errors: 0, latenciesMs: [] },
      health: { healthy: 1, unhealthy: 0 },
      minutes: 1,
    })
    expect(judged.verdict).toBe('roll-back')
    expect(judged.reasons[0]).toMatch(/^20 % of the requests fail \(40 of 200\), against 0 % before \(0 of 300\)/)
  }))

test('what is no answer of a release is no figure of it; what users suffer is', () =>
  inPlace(async (place) => {
    await place.delivery.start()
    // Nothing is deployed: no release fails anybody.
    expect((await place.get()).status).toBe(503)
    expect((await figures(place)).requests).toBe(0)

    await place.deploy(await place.released({ version: 'v1.0.0' }))
    await ask(place, 1)
    // What the proxy refuses by itself says nothing of the release.
    for (const line of ['TRACE / HTTP/1.1', 'nonsense']) expect(await refused(place, line)).toMatch(/^HTTP\/1.1 40[05]/)
    expect((await figures(place)).requests).toBe(1)

    // It falls over with a request in hand: that is its error.
    expect((await place.get('/crash')).status).toBe(502)
    const { requests, errors } = await figures(place)
    expect({ requests, errors }).toEqual({ requests: 2, errors: 1 })
  }))

test('figures outlive the bot; a host that starts anew says since when it has any', () =>
  inPlace(async (place) => {
    await place.delivery.start()
    await place.deploy(await place.released({ version: 'v1.0.0' }))
    await ask(place, 3)
    const { from } = await measured(place)
    const another = place.anotherDelivery()
    await another.start()
    expect((await figures(place, another)).requests).toBe(3)
    expect((await measured(place, another)).from).toBe(from)

    process.kill(place.hostPid(), 'SIGKILL')
    await expect.poll(async () => (await measured(place)).from !== from).toBe(true)
    expect((await figures(place)).requests).toBe(0)
    expect((await place.get()).version).toBe('v1.0.0')
    expect((await figures(place)).requests).toBe(1)
  }))

test('a host from before anything was measured goes on, and there are no figures', async () => {
  const client = await clientOfOldHost()
  const now = new Date().toISOString()
  const question = { service: 'payments', environment: 'staging', since: now, until: now }
  expect(await client.traffic(question)).toBeUndefined()
})

/** What the public port answers to a request that begins so. */
async function refused({ service }: Place, line: string): Promise<string> {
  const socket = connect(service.environments.staging?.port ?? 0, '127.0.0.1')
  socket.write(`${line}\r\nHost: mail\r\nConnection: close\r\n\r\n`)
  return String((await once(socket, 'data'))[0])
}

function runOf({ service }: Place, task: TaskId): ReturnType<typeof failedRun> {
  const run = failedRun({ task, startedAt: new Date().toISOString() })
  return { ...run, plan: { ...run.plan, service: service.id } }
}
