import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { createPrometheusClient } from '../../adapters/telemetry/prometheus/prometheus-client.ts'
import { createPrometheusTelemetry } from '../../adapters/telemetry/prometheus/prometheus-telemetry.ts'
import { telemetry as telemetrySchema } from '../../config/telemetry.ts'
import { freePort } from '../support/ports.ts'

/*
 * Asks a real Prometheus what our adapter asks: the one that TEST_PROMETHEUS_URL names and that scrapes nothing of ours, for
 * honest words about what it does not have; else one of the machine, started here with a service of our own to scrape.
 */

const PLACE = { service: 'payments', environment: 'staging' }
const VERSION = 'v1.1.0"\\'
const SECONDS = 20

function telemetryAt(url: string, since: Date) {
  const chosen = telemetrySchema.parse({ kind: 'prometheus', url })
  if (chosen.kind !== 'prometheus') throw new Error('it was chosen')
  return createPrometheusTelemetry({
    client: createPrometheusClient({ url, timeoutSeconds: 5 }),
    queries: chosen.queries,
    releases: async () => [{ task: 'TASK-1', version: VERSION, sha: 'a1', since: since.toISOString() }],
  })
}

const tell = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

let failed = 0
function check(what: string, isRight: boolean, found: unknown): void {
  if (!isRight) failed += 1
  const detail = isRight ? '' : `: ${JSON.stringify(found)}`
  tell(`${isRight ? '✓' : '✗'} ${what}${detail}`)
}

async function checkEmpty(url: string): Promise<void> {
  const now = new Date()
  const since = new Date(now.getTime() - 600_000)
  const found = await telemetryAt(url, since).measured(PLACE.service, 'nowhere', since, now)
  check('a series that is not there is said', found?.unknown?.includes('no series') ?? false, found)
}

async function isThere(): Promise<boolean> {
  try {
    await promisify(execFile)('prometheus', ['--version'])
    return true
  } catch {
    return false
  }
}

/** Ten requests a second, every tenth of which fails. */
async function startCounted(): Promise<{ readonly port: number; close(): void }> {
  const began = Date.now()
  const labels = (more = ''): string => {
    const version = VERSION.replace(/[\\"]/g, '\\$&')
    return `{service="payments",environment="staging",version="${version}"${more}}`
  }
  const server = createServer((_, response) => {
    const all = Math.floor((Date.now() - began) / 100)
    const errors = Math.floor(all / 10)
    response.end(
      [
        '# TYPE http_requests_total counter',
        `http_requests_total${labels(',code="200"')} ${all - errors}`,
        `http_requests_total${labels(',code="500"')} ${errors}`,
        '# TYPE http_request_duration_seconds histogram',
        `http_request_duration_seconds_bucket${labels(',le="0.1"')} ${Math.floor(all / 2)}`,
        `http_request_duration_seconds_bucket${labels(',le="+Inf"')} ${all}`,
        `http_request_duration_seconds_sum${labels()} ${all / 10}`,
        `http_request_duration_seconds_count${labels()} ${all}`,
        '',
      ].join('\n'),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { port: typeof address === 'object' && address ? address.port : 0, close: () => server.close() }
}

async function checkStarted(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-prometheus-'))
  const counted = await startCounted()
  const port = await freePort()
  const scrape = { job_name: 'ours', static_configs: [{ targets: [`127.0.0.1:${counted.port}`] }] }
  const config = { global: { scrape_interval: '1s' }, scrape_configs: [scrape] }
  writeFileSync(join(folder, 'prometheus.yml'), JSON.stringify(config))
  const options = ['config.file=prometheus.yml', 'storage.tsdb.path=data', `web.listen-address=127.0.0.1:${port}`]
  const server = spawn(
    'prometheus',
    options.map((option) => `--${option}`),
    { cwd: folder, stdio: 'ignore' },
  )
  try {
    const url = `http://127.0.0.1:${port}`
    const since = new Date()
    await wait(SECONDS * 1_000)
    await checkEmpty(url)
    const now = new Date()
    const telemetry = telemetryAt(url, since)
    const found = await telemetry.measured(PLACE.service, PLACE.environment, since, now)
    const [release] = found?.releases ?? []
    const { requests = 0, errors = 0, latencies = [] } = release ?? {}
    const wanted = SECONDS * 10
    check(`about ${wanted} requests are counted`, requests > wanted * 0.6 && requests < wanted * 1.3, found)
    check('a tenth of them failed', errors > requests * 0.05 && errors < requests * 0.15, found)
    check('half of them took up to 100 ms', latencies.length === 2 && (latencies[0]?.upToMs ?? 0) === 100, found)
    const hours = await telemetry.counted(PLACE.service, PLACE.environment, new Date(now.getTime() - 86_400_000), now)
    check('the hour has them, too', (hours?.requests ?? 0) > 0, hours)
  } finally {
    server.kill()
    counted.close()
    await wait(500)
    rmSync(folder, { recursive: true, force: true })
  }
}

const named = process.env.TEST_PROMETHEUS_URL
if (named !== undefined) await checkEmpty(named)
else if (await isThere()) await checkStarted()
else tell('There is no program `prometheus` here, and TEST_PROMETHEUS_URL names no server: nothing was checked.')
process.exitCode = failed === 0 ? 0 : 1
