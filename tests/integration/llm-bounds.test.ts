import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { probeOllama } from '../../adapters/probes/ollama.ts'
import { probeOpenAi } from '../../adapters/probes/openai.ts'
import { PROVIDERS } from '../support/model-providers.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

async function serve(answer: Answer): Promise<string> {
  const server = createServer((request, response) => {
    request.resume()
    answer(request, response)
  })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Another server on this machine, and who came to it. */
async function another(): Promise<{ readonly url: string; readonly visits: string[] }> {
  const visits: string[] = []
  const url = await serve(({ url: path = '', headers }, response) => {
    visits.push(`${path} ${headers.authorization}`)
    response.end('{}')
  })
  return { url, visits }
}

/** Writes for as long as somebody reads. */
const endless =
  (begins: string, chunk: string): Answer =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(begins)
    const more = (): void => {
      while (!response.destroyed && response.write(chunk));
    }
    response.on('drain', more)
    more()
  }

const QUESTION = {
  messages: [{ role: 'user', content: 'deploy mail' }],
  maxTokens: 100,
  timeoutMs: 60_000,
  priority: 'person',
} as const

describe.each(PROVIDERS)('$provider', ({ provider, connect, model }) => {
  test.each([301, 302, 307, 308])(
    'is not followed to another address (%i), with what was asked and the key',
    async (status) => {
      const { url, visits } = await another()
      const server = await serve((_, response) => response.writeHead(status, { location: `${url}/internal` }).end())
      const asking = connect(server, model, 'secret-key').complete(QUESTION)
      await expect(asking).rejects.toMatchObject({
        failure: 'failed',
        message: expect.stringContaining('not followed'),
      })
      expect(visits).toEqual([])
    },
  )

  test('a line without end is cut off, and the server hung up on', async () => {
    const hungUp = Promise.withResolvers<void>()
    const server = await serve((request, response) => {
      response.once('close', () => hungUp.resolve())
      endless('data: ', 'x'.repeat(65_536))(request, response)
    })
    await expect(connect(server, model).complete(QUESTION)).rejects.toMatchObject({
      failure: 'cut-off',
      message: 'a line of its answer has more than 1 MB',
    })
    await hungUp.promise
  })

  test('an answer without end is cut off, however short its lines', async () => {
    const line = provider === 'Ollama' ? '{"message":{"content":""}}' : ': a comment'
    const server = await serve(endless('', `${line}\n`.repeat(4_000)))
    await expect(connect(server, model).complete(QUESTION)).rejects.toMatchObject({
      failure: 'cut-off',
      message: 'an answer has more than 32 MB',
    })
  })
})

test('the doctor follows nobody either', async () => {
  const { url, visits } = await another()
  const server = await serve((_, response) => response.writeHead(307, { location: url }).end())
  for (const verdict of [
    await probeOllama({ host: server, key: 'k', wanted: [] }),
    await probeOpenAi({ baseUrl: server, key: 'k', wanted: [] }),
  ])
    expect(verdict).toMatchObject({ state: 'failed', sentence: expect.stringContaining('redirect') })
  expect(visits).toEqual([])
})
