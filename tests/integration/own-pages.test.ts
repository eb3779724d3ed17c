import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { startHealthServer } from '../../adapters/http/health-server.ts'

interface Answer {
  readonly status: number | undefined
  readonly text: string
}

/** Asks by the name that a browser would write, wherever that name leads. */
async function serve({ host = '127.0.0.1', hosts = [] as readonly string[], requestsAMinute = 1_200 } = {}) {
  const pages = { '/metrics': async () => ({ contentType: 'text/plain', text: 'figures' }) }
  const server = await startHealthServer({
    ...{ host, hosts, port: 0, version: '1', requestsAMinute, pages },
    parts: () => [],
    workers: async () => [],
  })
  onTestFinished(() => server.stop())
  return {
    port: server.port,
    async ask(path: string, name: string): Promise<Answer> {
      const asked = get({ host: '127.0.0.1', port: server.port, path, headers: { host: name } })
      const [response] = (await once(asked, 'response')) as [IncomingMessage]
      const parts: Buffer[] = []
      for await (const part of response) parts.push(part as Buffer)
      return { status: response.statusCode, text: Buffer.concat(parts).toString() }
    },
  }
}

const status = async (answer: Promise<Answer>): Promise<number | undefined> => (await answer).status

test.each(['/ready', '/workers', '/agents', '/metrics', '/elsewhere'])(
  'a name of somebody else is refused, and told how to be allowed: %s',
  async (path) => {
    const { ask } = await serve()
    for (const name of [
      'rebound.example.com:3000',
      'localhost.example.com',
      '127.0.0.1.example.com',
      '192.0.2.7',
      '[',
      'a:b:c',
    ])
      expect(await ask(path, name)).toMatchObject({ status: 421, text: expect.stringContaining('SHIPMATE_HTTP_HOSTS') })
  },
)

test('loopback, the address that is listened on, and the names in the settings are its own', async () => {
  const { ask } = await serve({ hosts: ['Bot', 'shipmate.example.com'] })
  for (const name of ['localhost:3000', 'LOCALHOST', '127.0.0.1', '[::1]:3000', 'bot:3000', 'shipmate.example.com.'])
    expect(await status(ask('/metrics', name))).toBe(200)
})

test('where every address is listened on, every address is its own, and still no name', async () => {
  const { ask } = await serve({ host: '0.0.0.0' })
  expect(await status(ask('/ready', '10.1.2.3:3000'))).toBe(200)
  expect(await status(ask('/ready', 'rebound.example.com'))).toBe(421)
})

test('whether it lives is answered whoever asks, by whatever name and however often', async () => {
  const { ask } = await serve({ requestsAMinute: 2 })
  for (let asked = 0; asked < 5; asked++) expect(await status(ask('/health', 'anybody.example.com'))).toBe(200)
})

test('a program that writes no name is no browser', async () => {
  const { port } = await serve()
  const socket = connect(port, '127.0.0.1')
  socket.write('GET /ready HTTP/1.0\r\n\r\n')
  expect(String((await once(socket, 'data'))[0])).toMatch(/^HTTP\/1.1 200/)
})

test('a flood is turned away', async () => {
  const { ask } = await serve({ requestsAMinute: 3 })
  for (const path of ['/metrics', '/ready', '/workers']) expect(await status(ask(path, 'localhost'))).toBe(200)
  expect(await ask('/metrics', 'localhost')).toMatchObject({ status: 429, text: '{"status":"too many requests"}' })
})
