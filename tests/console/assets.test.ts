import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readAssets } from '../../adapters/http/console/assets.ts'
import { serveConsole } from '../../adapters/http/console/serve-console.ts'

/** All that a browser loads for the first page. */
const MOST_KILOBYTES = 200

let server: FastifyInstance
let warned: ReturnType<typeof vi.spyOn>

beforeAll(async () => {
  warned = vi.spyOn(process, 'emitWarning')
  server = Fastify()
  await server.register(import('@fastify/rate-limit'), { global: false })
  await serveConsole(server)
})
afterAll(() => server.close())

const get = (url: string, headers = {}) => server.inject({ method: 'GET', url, headers })

test('the whole console is at most 200 kB on the wire', async () => {
  const { files } = readAssets()
  const page = gzipSync((await get('/')).body).length
  const bytes = [...files.values()].reduce((sum, { gzip }) => sum + gzip.length, page)
  expect(files.size).toBeGreaterThan(20)
  expect(bytes / 1_000).toBeLessThan(MOST_KILOBYTES)
})

test('the page names every script and style, and each is served for ever under its name', async () => {
  const { body } = await get('/')
  const addresses = [...body.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, address]) => address ?? '')
  expect(addresses.length).toBeGreaterThan(20)
  for (const address of addresses) {
    const { statusCode, headers } = await get(address)
    expect({ address, statusCode, cache: headers['cache-control'] }).toEqual({
      ...{ address, statusCode: 200, cache: 'public, max-age=31536000, immutable' },
    })
  }
})

test('types are stripped, positions stay, and no warning tells of how', async () => {
  const { base, files } = readAssets()
  const main = files.get('main.ts')
  expect(main?.bytes.toString()).not.toContain('import type')
  expect((await get(`${base}shell/route.ts`)).headers['content-type']).toBe('text/javascript; charset=utf-8')
  expect(warned).not.toHaveBeenCalled()
})

test('the policy for content lets in what is served here, and of inline scripts the map of imports alone', async () => {
  const { body, headers } = await get('/')
  const inline = [...body.matchAll(/<script[^>]*>([^<]+)<\/script>/g)].map(([, script]) => script ?? '')
  expect(inline).toHaveLength(1)
  const hash = createHash('sha256')
    .update(inline[0] ?? '')
    .digest('base64')
  expect(String(headers['content-security-policy']).split(';')).toEqual([
    ...["default-src 'none'", `script-src 'self' 'sha256-${hash}'`, "style-src 'self'", "img-src 'self'"],
    ...["connect-src 'self'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"],
    ...["require-trusted-types-for 'script'", "trusted-types 'none'"],
  ])
  expect(body).not.toMatch(/ on\w+=|style=|https?:/)
})

test('what a browser has already is not sent again', async () => {
  const { headers } = await get('/')
  expect((await get('/', { 'if-none-match': headers.etag })).statusCode).toBe(304)
  const { base } = readAssets()
  const packed = await get(`${base}main.ts`, { 'accept-encoding': 'gzip, br' })
  expect(packed.headers['content-encoding']).toBe('gzip')
})

test.each([
  ...['/console/x/main.ts', '/console/BASE/../../package.json', '/console/BASE/%2e%2e/%2e%2e/package.json'],
  ...['/console/BASE/index.html', '/console/BASE/tsconfig.json', '/console/BASE/__proto__', '/console/BASE/'],
])('%s is not served: only what is known is', async (address) => {
  const version = readAssets().base.split('/')[2] ?? ''
  expect((await get(address.replace('BASE', version))).statusCode).toBe(404)
})
