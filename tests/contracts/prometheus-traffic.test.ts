import { describe, expect, test } from 'vitest'
import { createPrometheusClient } from '../../adapters/telemetry/prometheus/prometheus-client.ts'
import { createPrometheusTelemetry } from '../../adapters/telemetry/prometheus/prometheus-telemetry.ts'
import { telemetry as telemetrySchema } from '../../config/telemetry.ts'
import type { PlaceRelease } from '../../src/ports/place-releases.ts'
import { type PrometheusServer, startPrometheus } from '../support/prometheus-server.ts'
import { trafficContract } from './traffic-contract.ts'

const PLACE = { service: 'payments', environment: 'staging' }
const NOW = new Date('2026-03-02T09:10:00Z')

function measuring(server: PrometheusServer, releases: readonly PlaceRelease[], timeoutSeconds = 5) {
  const chosen = telemetrySchema.parse({ kind: 'prometheus', url: server.url })
  if (chosen.kind !== 'prometheus') throw new Error('it was chosen')
  const client = createPrometheusClient({ url: server.url, timeoutSeconds, token: () => 'a-token' })
  return createPrometheusTelemetry({
    client,
    queries: chosen.queries,
    releases: async (service, environment) =>
      service === PLACE.service && environment === PLACE.environment ? releases : [],
  })
}

describe('what Prometheus tells', () => {
  trafficContract(async (run) => {
    const server = await startPrometheus()
    const releases: (PlaceRelease & { readonly failing: boolean })[] = []
    let now = NOW.getTime()
    await run({
      traffic: measuring(server, releases),
      now: () => new Date(now),
      async release(kind) {
        const number = releases.length + 1
        const failing = kind === 'failing'
        releases.push({
          task: `TASK-${number}`,
          version: `v1.${number}.0`,
          sha: String(number),
          since: new Date(now).toISOString(),
          failing,
        })
        return `TASK-${number}`
      },
      async use() {
        const serving = releases.at(-1)
        for (let request = 0; request < 40; request++) {
          now += 1_000
          const code = serving?.failing && request % 4 === 0 ? '500' : '200'
          server.count({ labels: { ...PLACE, version: serving?.version ?? '', code }, at: now, seconds: 0.2 })
        }
        return 40
      },
    })
  })
})

const LIVE: PlaceRelease = { task: 'TASK-1', version: 'v1.0.0', sha: 'a1', since: '2026-03-02T09:00:00Z' }
const measuredBy = (server: PrometheusServer, timeoutSeconds?: number) =>
  measuring(server, [LIVE], timeoutSeconds).measured('payments', 'staging', new Date('2026-03-02T09:00:00Z'), NOW)

const number = (value: string) =>
  JSON.stringify({ status: 'success', data: { result: [{ metric: {}, value: [1, value] }] } })

test.each([
  ['a refused token', 401, '', 'Prometheus refuses the token (401).'],
  ['an outage', 503, '', 'Prometheus answers with 503.'],
  ['a query that it does not know', 422, '', 'Prometheus cannot evaluate the query (422).'],
  ['something else than JSON', 200, '<html>', 'Prometheus answers with something that cannot be read.'],
  ['no number', 200, number('NaN'), 'Prometheus has no number for requests.'],
  ['a number below zero', 200, number('-3'), 'Prometheus has no number for requests.'],
  ['more than anybody reads', 200, ' '.repeat(3 * 1024 * 1024), 'Prometheus sends more than 2 MB.'],
])('%s is said, and never taken for no requests', async (_, status, body, sentence) => {
  const server = await startPrometheus()
  server.answers(status, body)
  expect(await measuredBy(server)).toMatchObject({ releases: [], unknown: sentence })
})

test('a series that is not there is said', async () => {
  const server = await startPrometheus()
  expect(await measuredBy(server)).toMatchObject({
    unknown: 'Prometheus has no series for the requests of payments on staging.',
  })
})

test('a release without a series is not taken for one without requests because another has some', async () => {
  const server = await startPrometheus()
  const canary: PlaceRelease = { task: 'TASK-2', version: 'v1.1.0', sha: 'b2', since: '2026-03-02T09:05:00Z' }
  server.count({ labels: { ...PLACE, version: 'v1.0.0', code: '200' }, at: NOW.getTime() - 60_000, seconds: 0.1 })
  const traffic = measuring(server, [LIVE, canary])
  const found = await traffic.measured('payments', 'staging', new Date(canary.since), NOW)
  expect(found?.releases).toMatchObject([{ task: 'TASK-1' }])
  const why = 'Prometheus has no series for the requests of payments v1.1.0 on staging, only of other releases.'
  expect(found?.unseen).toEqual([{ task: 'TASK-2', why }])
})

test('one that is slow or away is given up, and the token is in no message', async () => {
  const server = await startPrometheus()
  await measuredBy(server)
  expect(server.authorizations[0]).toBe('Bearer a-token')
  server.hangs()
  expect(await measuredBy(server, 0.05)).toMatchObject({ unknown: 'Prometheus has not answered within 0.05 s.' })
  const away = { ...server, url: 'http://127.0.0.1:1' }
  expect(await measuredBy(away)).toMatchObject({ unknown: 'Prometheus cannot be reached.' })
  const overWeeks = measuring(away, [LIVE]).counted('payments', 'staging', new Date('2026-02-02T09:00:00Z'), NOW)
  expect(await overWeeks).toMatchObject({ requests: 0, errors: 0, unknown: 'Prometheus cannot be reached.' })
})

test('no name can end the label value that it stands for', async () => {
  const server = await startPrometheus()
  const version = 'v1"} or vector(1) #\\\n'
  const release = { ...LIVE, version }
  server.count({ labels: { ...PLACE, version, code: '200' }, at: NOW.getTime() - 60_000, seconds: 0.1 })
  const found = await measuring(server, [release]).measured('payments', 'staging', new Date(release.since), NOW)
  expect(found?.releases).toMatchObject([{ task: 'TASK-1', requests: 1, errors: 0 }])
  expect(server.queries[0]).toContain(String.raw`version="v1\"} or vector(1) #\\\n"`)
})
