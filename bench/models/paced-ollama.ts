import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** A server that speaks Ollama's protocol and answers everything alike, each answer after the same time. */
export async function startPacedOllama(answerMs: number): Promise<{ readonly host: string; stop(): void }> {
  const server = createServer(async (request, response) => {
    await request.resume().toArray()
    response.writeHead(200, { 'content-type': 'application/x-ndjson' })
    if (answerMs > 0) await pause(answerMs)
    const line = (fields: object): void => void response.write(`${JSON.stringify({ model: 'paced', ...fields })}\n`)
    for (const content of PIECES) line({ message: { role: 'assistant', content }, done: false })
    line({ message: { role: 'assistant', content: '' }, done: true, ...COUNTS })
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    host: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      server.closeAllConnections()
      server.close()
    },
  }
}

const PIECES = '{"intent":"deploy.status","slots":[{"name":"service","value":"billionmail"}]}'.match(/.{1,4}/g) ?? []
const COUNTS = { done_reason: 'stop', prompt_eval_count: 520, eval_count: PIECES.length }
