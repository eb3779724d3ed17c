import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { probeInstance } from '../../adapters/deploy/local/probe-instance.ts'
import { freePort } from '../../adapters/local-host/host/free-port.ts'

async function probed(answer: RequestListener): Promise<unknown> {
  const server = createServer(answer)
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return probeInstance((server.address() as AddressInfo).port, '/health')
}

test('an instance is asked over its health path, and why it is not healthy is said', async () => {
  expect(await probed((_, response) => response.writeHead(204).end())).toEqual({ healthy: true })
  expect(await probed((_, response) => response.writeHead(500).end('no  database\n'))).toEqual({
    healthy: false,
    sentence: '/health answers 500: no database',
  })
  expect(await probed(() => undefined)).toEqual({ healthy: false, sentence: '/health does not answer within 2 s' })
  expect(await probeInstance(await freePort(), '/health')).toEqual({
    healthy: false,
    sentence: 'it does not listen on its port',
  })
})
