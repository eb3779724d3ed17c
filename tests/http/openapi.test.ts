import Fastify, { type RouteOptions } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveApi } from '../../adapters/http/api/serve-api.ts'
import { createDoor } from '../../adapters/http/door.ts'
import { apiUnasked } from '../support/api-unasked.ts'

/** Pages for browsers, and what is no request and answer. */
const NO_API = [/^\/login/, /^\/ws$/, /^\/api\/v1\/docs/, /^\/api\/v1\/openapi\.json$/]
const METHODS = ['get', 'post', 'put', 'patch', 'delete']

const routes: RouteOptions[] = []
const server = Fastify()
let document: { readonly openapi: string; readonly paths: Record<string, Record<string, Operation>> }

interface Operation {
  readonly summary?: string
  readonly parameters?: readonly { readonly name: string; readonly in: string }[]
  readonly responses: Record<string, unknown>
}

beforeAll(async () => {
  server.addHook('onRoute', (route) => void routes.push(route))
  await server.register(import('@fastify/rate-limit'), { global: false })
  const door = createDoor(server)
  await serveApi(server, { version: '1.0.0', behind: apiUnasked, door, onFault: () => {} })
  document = (await server.inject('/api/v1/openapi.json')).json()
})
afterAll(() => server.close())

const operations = (): readonly (readonly [string, Operation])[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => METHODS.includes(method))
      .map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
  )

test('the document tells of every route, and of none that is not there', () => {
  const served = routes
    .filter(({ url }) => !NO_API.some((page) => page.test(url)))
    .flatMap(({ method, url }) => [method].flat().map((one) => `${one} ${url.replace(/:(\w+)/g, '{$1}')}`))
    .filter((route) => !route.startsWith('HEAD ') && !route.startsWith('OPTIONS '))
  expect(served.length).toBeGreaterThan(30)
  expect(
    operations()
      .map(([route]) => route)
      .toSorted(),
  ).toEqual([...new Set(served)].toSorted())
})

test('every reference in it leads somewhere', () => {
  const text = JSON.stringify(document)
  const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path)
  expect(references.length).toBeGreaterThan(10)
  const isThere = (path: string): boolean =>
    path.split('/').reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], document) !==
    undefined
  expect(references.filter((path) => !isThere(path))).toEqual([])
})

test('every operation says what it is for, names the parts of its path, and how it fails', () => {
  expect(document.openapi).toMatch(/^3\.1\./)
  for (const [route, { summary, parameters = [], responses }] of operations()) {
    expect(summary, route).toMatch(/\w/)
    const named = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(
      parameters.filter((one) => one.in === 'path').map(({ name }) => name),
      route,
    ).toEqual(named)
    expect(Object.keys(responses), route).toContain('default')
    expect(
      Object.keys(responses).some((status) => status.startsWith('2')),
      route,
    ).toBe(true)
  }
})
