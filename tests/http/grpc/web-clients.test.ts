import { Code, ConnectError, createClient, type Interceptor } from '@connectrpc/connect'
import { createConnectTransport, createGrpcTransport, createGrpcWebTransport } from '@connectrpc/connect-node'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BadRequestSchema, ErrorInfoSchema } from '../../../adapters/http/grpc/generated/google/rpc/error_details_pb.ts'
import {
  Author,
  ConversationService,
  LookupService,
  WorkflowService,
} from '../../../adapters/http/grpc/generated/shipmate/v1/shipmate_pb.ts'
import { type Stage, startStage, TASK } from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await startStage()
})
afterEach(() => stage.stop())

const bearer =
  (token: string): Interceptor =>
  (next) =>
  (request) => {
    request.header.set('authorization', `Bearer ${token}`)
    return next(request)
  }

describe.each([
  ['Connect with JSON', (token: string) => over1(createConnectTransport, token, false)],
  ['Connect with protobuf', (token: string) => over1(createConnectTransport, token, true)],
  ['gRPC-Web', (token: string) => over1(createGrpcWebTransport, token, true)],
  [
    'gRPC',
    (token: string) => createGrpcTransport({ baseUrl: `http://${stage.address}`, interceptors: [bearer(token)] }),
  ],
] as const)('%s', (_, transportFor) => {
  test('a conversation, a stream of it, and a task until it is over', async () => {
    const conversation = createClient(ConversationService, transportFor('shipmate_a'))
    const { session } = await conversation.openSession({})
    const sessionId = session?.id ?? ''
    const said = await conversation.sendMessage({ sessionId, saying: { case: 'content', value: 'help' } })
    expect(said.reply?.content).toBe('Heard\nhelp')
    const abort = new AbortController()
    const seen: string[] = []
    const follow = async () => {
      for await (const { message } of conversation.streamResponse({ sessionId }, { signal: abort.signal })) {
        expect(message?.from).toBe(Author.SHIPMATE)
        if (seen.push(message?.content ?? '') === 2) return abort.abort()
        stage.write(sessionId, 'm-2', 'more')
      }
    }
    await follow().catch((error: unknown) => expect(ConnectError.from(error).code).toBe(Code.Canceled))
    expect(seen).toEqual(['Heard\nhelp', 'Heard\nmore'])
    await expect.poll(stage.listening).toBe(0)
    stage.move('succeeded')
    const states: (string | undefined)[] = []
    const workflows = createClient(WorkflowService, transportFor('shipmate_a'))
    for await (const { task } of workflows.getWorkflowStatus({ of: { case: 'taskId', value: TASK } }))
      states.push(task?.state)
    expect(states).toEqual(['succeeded'])
  })

  test('what is wrong comes with its details, also before a message is read', async () => {
    const wrong = await createClient(LookupService, transportFor('shipmate_a'))
      .listTasks({ pageSize: 101 })
      .catch(ConnectError.from)
    expect(wrong).toMatchObject({ code: Code.InvalidArgument })
    const [bad] = (wrong as ConnectError).findDetails(BadRequestSchema)
    expect(bad?.fieldViolations).toMatchObject([{ field: 'page_size' }])
    const unknown = await createClient(LookupService, transportFor('none')).listTasks({}).catch(ConnectError.from)
    expect(unknown).toMatchObject({ code: Code.Unauthenticated })
    expect((unknown as ConnectError).findDetails(ErrorInfoSchema)).toMatchObject([{ reason: 'NOT_AUTHENTICATED' }])
  })

  test('a deadline ends the wait, never the work', async () => {
    const conversation = createClient(ConversationService, transportFor('shipmate_a'))
    const { session } = await conversation.openSession({})
    stage.answers = false
    const asked = { sessionId: session?.id ?? '', saying: { case: 'content', value: 'deploy' } } as const
    await expect(conversation.sendMessage(asked, { timeoutMs: 200 })).rejects.toMatchObject({
      code: Code.DeadlineExceeded,
    })
    await expect.poll(() => [...stage.said.values()]).toEqual(['deploy'])
  })
})

type Over1 = typeof createConnectTransport | typeof createGrpcWebTransport
const over1 = (create: Over1, token: string, useBinaryFormat: boolean) =>
  create({ baseUrl: stage.url, httpVersion: '1.1', useBinaryFormat, interceptors: [bearer(token)] })
