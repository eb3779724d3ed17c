import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { clusterWith, stageOn, V1, V2 } from '../../support/kubernetes/stage.ts'

const digest = (digit: string): string => `sha256:${digit.repeat(64)}`

/** A registry with an anonymous token, as the large ones have it. @returns Its address. */
async function startRegistry(tags: Record<string, string>): Promise<string> {
  const server = createServer(({ url = '', headers, method }, response) => {
    if (url.startsWith('/token'))
      return void response.end(JSON.stringify({ token: url.includes('scope=repository') ? 'pull' : 'none' }))
    if (headers.authorization !== 'Bearer pull') {
      const realm = `http://${headers.host}/token`
      const challenge = `Bearer realm="${realm}",service="registry",scope="repository:payments:pull"`
      return void response.writeHead(401, { 'www-authenticate': challenge }).end()
    }
    const found = tags[url.replace('/v2/shop/payments/manifests/', '')]
    if (found === undefined || method !== 'HEAD') return void response.writeHead(404).end()
    response.writeHead(200, { 'docker-content-digest': found }).end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('the digest that a tag has at the start is deployed, also when the tag is moved meanwhile', async () => {
  const { cluster } = await clusterWith(V1)
  const tags = { 'v1.1.0': digest('a') }
  const registry = await startRegistry(tags)
  const { order, image, live } = stageOn(cluster, { image: `${registry}/shop/payments:{version}`, pinDigest: true })
  await order(V2).ended
  tags['v1.1.0'] = digest('b')
  cluster.roll('shop')
  expect(await order(V2, { fencingToken: 11, since: '2026-03-02T09:00:00Z' }).ended).toMatchObject({ kind: 'done' })
  expect(image()).toBe(`${registry}/shop/payments:v1.1.0@${digest('a')}`)
  expect(await live()).toMatchObject({ state: 'healthy', release: V2 })
})

test('an image that is not there is told before anything is changed', async () => {
  const { cluster } = await clusterWith(V1)
  const registry = await startRegistry({})
  const { order, image } = stageOn(cluster, { image: `${registry}/shop/payments:{version}`, pinDigest: true })
  expect(await order(V2).ended).toMatchObject({
    kind: 'failed',
    reason: `There is no image ${registry}/shop/payments:v1.1.0 in its registry. Nothing was changed.`,
  })
  expect(image()).toBe('registry.example/payments:v1.0.0')
})

test('where the registry does not tell, the tag is deployed', async () => {
  const { cluster } = await clusterWith(V1)
  const registry = await startRegistry({ 'v1.1.0': 'sha256:nonsense' })
  const { order, image } = stageOn(cluster, { image: `${registry}/shop/payments:{version}`, pinDigest: true })
  await order(V2).ended
  expect(image()).toBe(`${registry}/shop/payments:v1.1.0`)
})
