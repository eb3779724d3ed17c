import { fromBinary } from '@bufbuild/protobuf'
import { FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt'
import { status } from '@grpc/grpc-js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MOST_CONNECTIONS } from '../../../adapters/http/api/connections.ts'
import { type Answer, type ForeignClient, type ForeignStream, foreignClient, refusedBy } from './foreign-client.ts'
import { type Stage, startStage, TASK } from './stage.ts'

const MINUTE_MS = 60_000
const NOBODY = '00000000-0000-4000-8000-000000000000'

let stage: Stage
let clients: ForeignClient[]
let client: ForeignClient

const clientOf = (token?: string): ForeignClient => {
  const made = foreignClient(stage.address, token)
  clients.push(made)
  return made
}

beforeEach(async () => {
  stage = await startStage()
  clients = []
  client = clientOf('shipmate_a')
})
afterEach(async () => {
  for (const one of clients) one.close()
  await stage.stop()
})

const open = async (by = client): Promise<string> =>
  (await by.call('ConversationService', 'OpenSession', {})).session.id
const say = (session_id: string, content: string, options = {}) =>
  client.call('ConversationService', 'SendMessage', { session_id, content }, options)
const refused = (call: Promise<unknown>) =>
  call.then(() => {
    throw new Error('it was not refused')
  }, refusedBy)
const reasonOf = ({ details }: { readonly details: readonly Answer[] }): string =>
  details.find(({ $typeName }) => $typeName === 'google.rpc.ErrorInfo')?.reason

async function all(stream: ForeignStream): Promise<readonly Answer[]> {
  const came: Answer[] = []
  for await (const one of stream) came.push(one)
  return came
}

/** What a stream brings, one at a time; the beats between left out. */
function reading(stream: ForeignStream) {
  const iterator = stream[Symbol.asyncIterator]()
  return async (): Promise<Answer> => {
    for (;;) {
      const { value, done } = await iterator.next()
      if (done || Object.keys(value).length > 0) return value
    }
  }
}

test('a conversation: opened, words and data said, a button pressed, closed', async () => {
  const session = await open()
  const said = await say(session, 'status of billing')
  expect(said.reply).toMatchObject({
    from: 'AUTHOR_SHIPMATE',
    content: 'Heard\nstatus of billing',
    card: { title: 'Heard', tone: 'TONE_SUCCESS', blocks: [{ kind: 'text', text: 'status of billing' }] },
  })
  const slots = { fields: { service: { stringValue: 'billing' }, count: { numberValue: 3 } } }
  const asked = await client.call('ConversationService', 'SendMessage', {
    session_id: session,
    request: { intent: 'deploy.history', slots },
  })
  expect(asked.reply.content).toContain('deploy.history service=billing count=3')
  const pressed = await client.call('ConversationService', 'Press', { session_id: session, button: 'b-1' })
  expect(pressed.notice).toBe('pressed b-1')
  expect((await client.call('ConversationService', 'ListSessions', {})).sessions).toMatchObject([{ id: session }])
  await client.call('ConversationService', 'CloseSession', { session_id: session })
  expect(await refused(say(session, 'help'))).toMatchObject({ code: status.NOT_FOUND })
})

test('the same key is the same message; with other words it is refused', async () => {
  const session = await open()
  const metadata = { 'idempotency-key': 'k-1' }
  const first = await say(session, 'help', { metadata })
  expect((await say(session, 'help', { metadata })).id).toBe(first.id)
  const other = await refused(say(session, 'status', { metadata }))
  expect([other.code, reasonOf(other)]).toEqual([status.FAILED_PRECONDITION, 'KEY_USED'])
})

test('a deadline ends the wait, never the work', async () => {
  const session = await open()
  stage.answers = false
  const late = await refused(say(session, 'deploy billing', { deadlineMs: 300 }))
  expect(late.code).toBe(status.DEADLINE_EXCEEDED)
  expect([...stage.said.values()]).toEqual(['deploy billing'])
  await expect.poll(() => stage.ended.at(-1)).toMatchObject({ code: 'deadline_exceeded', by: 'web:token-a' })
  expect(stage.faults).toEqual([])
})

test('messages and edits come as they are written, and from a position on after a break', async () => {
  const session = await open()
  stage.write(session, 'm-1', 'Looking')
  const follow = (after: number) =>
    client.stream('ConversationService', 'StreamResponse', { session_id: session, after })
  const first = follow(0)
  const next = reading(first)
  expect((await next()).message).toMatchObject({ id: 'm-1', position: 1, content: 'Heard\nLooking' })
  stage.write(session, 'm-1', 'Looking at the log')
  expect((await next()).message).toMatchObject({ id: 'm-1', position: 2, content: 'Heard\nLooking at the log' })
  first.cancel()
  await next().catch(() => {})
  await expect.poll(stage.listening).toBe(0)
  stage.write(session, 'm-2', 'Done')
  const again = follow(2)
  expect((await reading(again)()).message).toMatchObject({ id: 'm-2', position: 3 })
  again.cancel()
})

describe('a stream ends', () => {
  const follow = async () => {
    const session = await open()
    const stream = client.stream('ConversationService', 'StreamResponse', { session_id: session })
    const next = reading(stream)
    stage.write(session, 'm-1', 'hello')
    await next()
    return { session, next, stream }
  }

  test('when its token is revoked, within a minute', async () => {
    const { next } = await follow()
    stage.tokens.clear()
    stage.clock.pass(MINUTE_MS)
    expect(await refused(next())).toMatchObject({ code: status.UNAUTHENTICATED })
    await expect.poll(stage.listening).toBe(0)
  })

  test('when its session is closed', async () => {
    const { next, session } = await follow()
    await client.call('ConversationService', 'CloseSession', { session_id: session })
    const over = await refused(next())
    expect([over.code, reasonOf(over)]).toEqual([status.NOT_FOUND, 'NO_SESSION'])
  })

  test('when the bot stops: what comes later is to be tried again', async () => {
    const { next } = await follow()
    const ended = refused(next())
    await stage.stop()
    expect([status.UNAVAILABLE, status.CANCELLED, status.INTERNAL]).toContain((await ended).code)
  })

  test('when nobody takes what it brings', async () => {
    const session = await open()
    const stream = client.stream('ConversationService', 'StreamResponse', { session_id: session })
    const over = new Promise<unknown>((resolve) => stream.once('error', resolve))
    await expect.poll(stage.listening).toBe(1)
    for (let count = 1; count <= 300; count += 1) stage.write(session, `m-${count}`, 'x'.repeat(100_000))
    await expect
      .poll(() => {
        stage.clock.pass(MINUTE_MS)
        return stage.listening()
      })
      .toBe(0)
    expect(refusedBy(await over).code).toBe(status.RESOURCE_EXHAUSTED)
  })
})

test('a token has so many streams at a time, and gets the place of one that it ends', async () => {
  const session = await open()
  const follow = () => client.stream('ConversationService', 'StreamResponse', { session_id: session })
  stage.write(session, 'm-1', 'hello')
  const streams = Array.from({ length: MOST_CONNECTIONS }, () => follow())
  const nexts = streams.map(reading)
  await Promise.all(nexts.map((next) => next()))
  const one = await refused(reading(follow())())
  expect([one.code, reasonOf(one)]).toEqual([status.RESOURCE_EXHAUSTED, 'TOO_MANY_CONNECTIONS'])
  const over = nexts.map((next) => next().catch(() => undefined))
  streams[0]?.cancel()
  await expect.poll(() => reading(follow())().catch(() => undefined)).toMatchObject({ message: { id: 'm-1' } })
  for (const stream of streams) stream.cancel()
  await Promise.all(over)
})

test('a run of a workflow: asked for, followed by its message until it is over', async () => {
  const session = await open()
  const created = await client.call('WorkflowService', 'CreateWorkflow', {
    ...{ session_id: session, workflow: 'nightly', inputs: { from: 'staging' } },
  })
  expect(created.task_id).toBe(TASK)
  expect(created.reply.content).toContain('workflow.start workflow=nightly inputs={"from":"staging"}')
  const next = reading(client.stream('WorkflowService', 'GetWorkflowStatus', { message_id: created.id }))
  expect((await next()).task).toMatchObject({
    id: TASK,
    state: 'running',
    workflow: 'nightly',
    steps: [{ id: 'check' }],
  })
  stage.move('running')
  stage.move('failed')
  expect((await next()).task).toMatchObject({ state: 'failed', failure: { reason: '[hidden] was refused' } })
  expect(await next()).toBeUndefined()
  await expect.poll(stage.listening).toBe(0)
})

test('a stream that has nothing to say says every 15 seconds that it lives', async () => {
  const stream = client.stream('WorkflowService', 'GetWorkflowStatus', { message_id: NOBODY })[Symbol.asyncIterator]()
  const came = stream.next()
  await expect
    .poll(() => {
      stage.clock.pass(15_000)
      return Promise.race([came, undefined])
    })
    .toEqual({ done: false, value: {} })
  await stream.return?.(undefined)
})

test('what there is to see', async () => {
  expect(await client.call('LookupService', 'ListServices', {})).toMatchObject({
    services: [{ service: 'billing', environment: 'staging' }],
  })
  expect(await client.call('LookupService', 'ListTasks', { page_size: 1, state: 'active' })).toMatchObject({
    ...{ tasks: [{ id: TASK, state: 'running', requested_at: { seconds: 1_796_032_800 } }], next_page_token: TASK },
  })
  expect((await client.call('LookupService', 'GetTask', { task_id: TASK })).task.steps).toHaveLength(1)
  expect((await client.call('WorkflowService', 'ListWorkflows', {})).workflows).toMatchObject([{ id: 'nightly' }])
})

describe('what is wrong is said with details', () => {
  test.each([
    ['no UUID', 'ConversationService', 'SendMessage', { session_id: 'x', content: 'hi' }, 'session_id'],
    ['nothing said', 'ConversationService', 'SendMessage', { session_id: NOBODY }, 'content'],
    ['no words', 'ConversationService', 'SendMessage', { session_id: NOBODY, content: ' ' }, 'content'],
    [
      'no intent',
      'ConversationService',
      'SendMessage',
      { session_id: NOBODY, request: { intent: 'root.shell' } },
      'request.intent',
    ],
    ['a long button', 'ConversationService', 'Press', { session_id: NOBODY, button: 'x'.repeat(101) }, 'button'],
    ['a page too large', 'LookupService', 'ListTasks', { page_size: 101 }, 'page_size'],
    ['no task', 'LookupService', 'GetTask', {}, 'task_id'],
  ])('%s', async (_, service, method, message, field) => {
    const wrong = await refused(client.call(service, method, message))
    expect(wrong.code).toBe(status.INVALID_ARGUMENT)
    const bad = wrong.details.find(({ $typeName }) => $typeName === 'google.rpc.BadRequest')
    expect(bad.fieldViolations.map((one: { field: string }) => one.field)).toEqual([field])
    expect(wrong.message).toContain(field)
  })

  test.each([
    ['no token', undefined, 'LookupService', 'ListTasks', {}, status.UNAUTHENTICATED, 'NOT_AUTHENTICATED'],
    [
      'a token that is none',
      'shipmate_c',
      'LookupService',
      'ListTasks',
      {},
      status.UNAUTHENTICATED,
      'NOT_AUTHENTICATED',
    ],
    [
      'what they may not',
      'shipmate_b',
      'WorkflowService',
      'ListWorkflows',
      {},
      status.PERMISSION_DENIED,
      'NOT_ALLOWED',
    ],
    ['no such task', 'shipmate_a', 'LookupService', 'GetTask', { task_id: 'TASK-9' }, status.NOT_FOUND, 'NOT_THERE'],
    [
      'no such workflow',
      'shipmate_a',
      'WorkflowService',
      'CreateWorkflow',
      { session_id: NOBODY, workflow: 'x' },
      status.NOT_FOUND,
      'NOT_THERE',
    ],
  ])('%s', async (_, token, service, method, message, code, reason) => {
    const said = await refused(clientOf(token).call(service, method, message))
    expect([said.code, reasonOf(said)]).toEqual([code, reason])
  })

  test("another's session is not there", async () => {
    const session = await open()
    const other = clientOf('shipmate_b')
    for (const [method, message] of [
      ['SendMessage', { session_id: session, content: 'hi' }],
      ['Press', { session_id: session, button: 'b' }],
      ['CloseSession', { session_id: session }],
    ] as const)
      expect((await refused(other.call('ConversationService', method, message))).code).toBe(status.NOT_FOUND)
    const stream = other.stream('ConversationService', 'StreamResponse', { session_id: session })
    expect((await refused(all(stream))).code).toBe(status.NOT_FOUND)
  })

  test('while the bot starts: when to try again', async () => {
    stage.isStarting = true
    const said = await refused(client.call('LookupService', 'ListTasks', {}))
    expect([said.code, reasonOf(said)]).toEqual([status.UNAVAILABLE, 'STARTING'])
    expect(said.details).toMatchObject([
      {},
      { retryDelay: { seconds: 5n } },
      { requestId: expect.stringMatching(/grpc-/) },
    ])
  })

  test('a message too large', async () => {
    const session = await open()
    expect((await refused(say(session, 'x'.repeat(300_000)))).code).toBe(status.RESOURCE_EXHAUSTED)
  })

  test('too many calls without a token: when to try again', async () => {
    const stranger = clientOf()
    const codes: number[] = []
    for (let count = 0; count < 60; count += 1)
      codes.push((await refused(stranger.call('LookupService', 'ListTasks', {}))).code)
    expect(new Set(codes)).toEqual(new Set([status.UNAUTHENTICATED]))
    const said = await refused(stranger.call('LookupService', 'ListTasks', {}))
    expect([said.code, reasonOf(said)]).toEqual([status.RESOURCE_EXHAUSTED, 'TOO_MANY'])
    expect(said.details[1].retryDelay.seconds).toBeGreaterThan(0n)
    // Whoever guesses gets no more tries by another way in.
    for (const path of ['/api/v1/sessions', '/mcp', '/shipmate.v1.LookupService/ListTasks'])
      expect([path, (await fetch(`${stage.url}${path}`, { method: 'POST' })).status]).toEqual([path, 429])
    await client.call('LookupService', 'ListTasks', {})
  })
})

test('health, without a token: as /ready says it', async () => {
  const probe = clientOf()
  const check = (service: string) => probe.call('Health', 'Check', { service })
  expect(await check('shipmate.v1.LookupService')).toEqual({ status: 'SERVING' })
  expect((await refused(check('nobody.Knows'))).code).toBe(status.NOT_FOUND)
  const stream = client.stream('Health', 'Watch', {})
  const next = reading(stream)
  expect(await next()).toEqual({ status: 'SERVING' })
  stage.isReady = false
  expect(await check('')).toEqual({ status: 'NOT_SERVING' })
  stage.clock.pass(MINUTE_MS)
  expect(await next()).toEqual({ status: 'NOT_SERVING' })
  stream.cancel()
})

test('reflection: services, and the files that define them with all that they need', async () => {
  const stream = client.both('ServerReflection', 'ServerReflectionInfo')
  const next = reading(stream)
  stream.write({ list_services: '' })
  const { list_services_response: listed } = await next()
  expect(listed.service.map(({ name }: { name: string }) => name)).toEqual([
    'grpc.health.v1.Health',
    'grpc.reflection.v1.ServerReflection',
    'shipmate.v1.ConversationService',
    'shipmate.v1.LookupService',
    'shipmate.v1.WorkflowService',
  ])
  for (const file_containing_symbol of [
    'shipmate.v1.LookupService',
    'shipmate.v1.LookupService.GetTask',
    'shipmate.v1.Task',
  ]) {
    stream.write({ file_containing_symbol })
    const { file_descriptor_response: found } = await next()
    const files = found.file_descriptor_proto.map((bytes: Buffer) => fromBinary(FileDescriptorProtoSchema, bytes).name)
    expect(files.toSorted()).toEqual([
      'google/protobuf/struct.proto',
      'google/protobuf/timestamp.proto',
      'shipmate/v1/shipmate.proto',
    ])
  }
  stream.write({ file_by_filename: '../../etc/passwd' })
  expect((await next()).error_response).toMatchObject({ error_code: status.NOT_FOUND })
  stream.end()
  expect(await next()).toBeUndefined()
})
