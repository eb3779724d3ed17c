import { readFileSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { startHealthServer } from '../../adapters/http/health-server.ts'
import { createPrometheus } from '../../adapters/metrics/prometheus.ts'
import { METRICS } from '../../src/ports/metrics.ts'

test('the page is served in the form that Prometheus reads, with the process beside our own figures', async () => {
  const metrics = createPrometheus()
  const pages = { '/metrics': () => metrics.page() }
  const server = await startHealthServer({
    host: '127.0.0.1',
    port: 0,
    version: '1',
    parts: () => [],
    workers: () => undefined,
    pages,
  })
  onTestFinished(() => server.stop())
  metrics.set('modelBreaker', { model: 'qwen3:8b' }, 2)
  const answer = await fetch(`http://127.0.0.1:${server.port}/metrics`)
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  const text = await answer.text()
  expect(text).toContain('shipmate_model_breaker_state{model="qwen3:8b"} 2')
  expect(text).toContain('process_resident_memory_bytes')
})

test('a page that cannot be made says no more than that', async () => {
  const pages = { '/metrics': () => Promise.reject(new Error('password of bot@db refused')) }
  const server = await startHealthServer({
    host: '127.0.0.1',
    port: 0,
    version: '1',
    parts: () => [],
    workers: () => undefined,
    pages,
  })
  onTestFinished(() => server.stop())
  const answer = await fetch(`http://127.0.0.1:${server.port}/metrics`)
  expect(answer.status).toBe(503)
  expect(await answer.text()).not.toContain('password')
})

test('every metric is described for operators, and none that does not exist', () => {
  const page = readFileSync(new URL('../../docs/operating.md', import.meta.url), 'utf8')
  const described = [...page.matchAll(/^\| `(shipmate_\w+)`/gm)].map(([, name]) => name)
  expect(described.sort()).toEqual(
    Object.values(METRICS)
      .map(({ name }) => name)
      .sort(),
  )
})
