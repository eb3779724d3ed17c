import { type AddressInfo, createServer } from 'node:net'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type HealthServer, startHealthServer } from '../../adapters/http/health-server.ts'
import { type Observing, observe } from '../../src/app/wiring/observing.ts'
import { systemClock } from '../../src/ports/clock.ts'
import { tokenDesk } from '../../src/tokens/api-tokens.ts'
import type { ModelServer } from '../support/model-script.ts'
import { startOllamaServer } from '../support/ollama-server.ts'
import { type OtlpReceiver, type ReceivedSpan, startOtlpReceiver } from '../support/otlp-receiver.ts'
import { type RunningBot, startRunningBot } from './running-bot.ts'

/* One process with OpenTelemetry's SDK and a collector; tracing-processes.test.ts has two. */

let receiver: OtlpReceiver
let observing: Observing
let ollama: ModelServer
let bot: RunningBot
let http: HealthServer
let ask: (method: string, path: string, body?: object) => Promise<Said>

/** What answers of the API may hold. */
interface Said {
  readonly id: string
  readonly correlation_id: string
  readonly reply: { readonly card: { readonly blocks: readonly { readonly buttons?: readonly Button[] }[] } }
}

interface Button {
  readonly id: string
  readonly label: string
}

const LOG = pino({ level: 'silent' })
const collector = (endpoint: string) => ({ endpoint, protocol: 'http/json', sampling: 1, headers: {} }) as const

beforeAll(async () => {
  receiver = await startOtlpReceiver()
  observing = await observe({ tracing: collector(receiver.url) }, '1.0.0', LOG)
  ollama = await startOllamaServer()
  const env = { OLLAMA_HOST: ollama.url, SHIPMATE_CONVERSATION_MODEL: 'ollama/qwen3:8b' }
  bot = await startRunningBot({ env, owner: 'terminal:you', observing })
  http = await startHealthServer({
    ...{ host: '127.0.0.1', port: 0, version: '1.0.0', parts: () => [], workers: () => undefined },
    api: { behind: () => bot.app().api, onFault: () => {} },
  })
  const { store } = bot.app()
  const { secret } = await tokenDesk({ store, clock: systemClock }, ['owner'], 'terminal:you').create({
    name: 'test',
    scope: { roles: ['owner'] },
  })
  ask = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${http.port}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    return (await response.json()) as Said
  }
})

afterAll(async () => {
  await http.stop()
  await bot.close()
  await ollama.stop()
  await observing.stop()
  await receiver.stop()
})

const spanNamed = (spans: readonly ReceivedSpan[], name: string): ReceivedSpan => {
  const span = spans.find((one) => one.name === name)
  if (!span) throw new Error(`no span ${name} among ${spans.map((one) => one.name).join(', ')}`)
  return span
}

test('a deployment is one trace, from the message through the press and the job to the last post', async () => {
  const { id: session_id } = await ask('POST', '/sessions', {})
  const content = 'deploy billionmail v1.1.0 to production'
  const asked = await ask('POST', '/messages', { session_id, content })
  const buttons = asked.reply.card.blocks.flatMap((block) => block.buttons ?? [])
  await ask('POST', '/presses', { session_id, button: buttons.find(({ label }) => label === 'Confirm')?.id })
  const read = async () => JSON.stringify(await ask('GET', `/messages/${session_id}`))
  await expect.poll(read).toContain('v1.1.0 is live on production')
  await bot.app().bot.settled()
  const [received] = (await bot.app().store.readAll(0, 1_000)).filter(({ body }) => body.type === 'message.received')
  const traceId = received?.correlationId.replaceAll('-', '')
  const ofTrace = () => receiver.spans.filter((span) => span.traceId === traceId)
  // One for the build and one for the deployment; spans are sent every five seconds.
  await expect.poll(() => ofTrace().filter(({ name }) => name === 'job').length).toBe(2)
  const spans = ofTrace()
  const named = (name: string) => spanNamed(spans, name)
  const parent = (name: string) => spans.find(({ spanId }) => spanId === named(name).parentSpanId)?.name
  expect(named('message.receive').parentSpanId ?? '').toBe('')
  expect(
    Object.fromEntries(
      ['message.handle', 'message.understand', 'plan', 'confirm', 'deploy', 'deploy.switch', 'post'].map((name) => [
        name,
        parent(name),
      ]),
    ),
  ).toEqual({
    'message.handle': 'message.receive',
    'message.understand': 'message.handle',
    plan: 'message.handle',
    confirm: 'message.receive',
    deploy: 'job',
    'deploy.switch': 'deploy',
    post: 'message.receive',
  })
  // From the press to the job: what it appended has had the job enqueued, and the queue's own spans lead to the worker.
  const line: string[] = []
  for (let span = spans.find(({ name }) => name === 'job'); span; ) {
    line.unshift(span.name)
    const { parentSpanId } = span
    span = spans.find(({ spanId }) => spanId === parentSpanId)
  }
  expect(line.slice(0, 4)).toEqual(['message.receive', 'confirm', 'log.append', 'job.enqueue'])
  expect(line.at(-1)).toBe('job')
  expect(named('message.understand').facts).toMatchObject({ 'shipmate.intent': 'deploy.start' })
  expect(named('deploy').facts).toMatchObject({
    'shipmate.service': 'billionmail',
    'shipmate.environment': 'production',
  })
  // The request over HTTP is a trace of its own, which the message names.
  expect(receiver.spans.find(({ name }) => name === 'POST /api/v1/messages')?.kind).toBe(2)
  expect(receiver.text()).not.toContain(content)
})

test('what a model is asked is seen by the conventions for generative AI, without its words', async () => {
  ollama.script({ says: 'I cannot say.' })
  const { id: session_id } = await ask('POST', '/sessions', {})
  await ask('POST', '/messages', { session_id, content: 'billionmail wants nudging out the door on staging, ta' })
  const find = () => receiver.spans.find(({ name }) => name === 'chat qwen3:8b')
  await expect.poll(find).toBeDefined()
  expect(find()?.facts).toMatchObject({
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'ollama',
    'gen_ai.request.model': 'qwen3:8b',
  })
  expect(receiver.text()).not.toContain('nudging')
})

test('a collector that never answers delays neither work nor the end', async () => {
  const deaf = createServer(() => {})
  await new Promise<void>((resolve) => deaf.listen(0, '127.0.0.1', resolve))
  const { port } = deaf.address() as AddressInfo
  const unheard = await observe({ tracing: collector(`http://127.0.0.1:${port}`) }, '1.0.0', LOG)
  // More than the queue of the SDK takes.
  for (let count = 0; count < 5_000; count++)
    await unheard.tracing.inSpan('plan', { correlationId: `c${count}`, place: 'first' }, async () => {})
  const start = performance.now()
  await unheard.stop()
  expect(performance.now() - start).toBeLessThan(3_000)
  deaf.close()
})
