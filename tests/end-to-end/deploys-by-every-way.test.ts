import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foreignClient } from '../http/grpc/foreign-client.ts'
import { restClient } from './every-surface/rest-surface.ts'
import { connectSocket } from './every-surface/socket-surface.ts'
import { type Stage, startStage } from './every-surface/stage.ts'

/* A deployment from its question to its end, as programs of others see it. */

let stage: Stage
let token: string

beforeAll(async () => {
  stage = await startStage({})
  token = await stage.tokenFor('deployer', { roles: ['owner'] })
})
afterAll(() => stage.close())

/** The id of the button with this label, wherever it stands in a card. */
function buttonIn(card: unknown, label: string): string | undefined {
  if (typeof card !== 'object' || card === null) return undefined
  if ('label' in card && card.label === label && 'id' in card) return String(card.id)
  return Object.values(card).reduce<string | undefined>((found, part) => found ?? buttonIn(part, label), undefined)
}

test('over a WebSocket that breaks: confirmed once, followed to the end, nothing missing and nothing twice', async () => {
  const rest = restClient(stage.url, token)
  const { id: session } = await rest.call('POST', '/sessions')
  const first = await connectSocket(stage.address, token)
  first.send({ type: 'follow', session })
  first.send({ type: 'say', id: randomUUID(), session, content: 'deploy billionmail v1.0.0 to production' })
  const asked = await first.next((told) =>
    told.type === 'message' && buttonIn(told.message.card, 'Confirm') !== undefined ? told.message : undefined,
  )
  const press = { type: 'press', id: randomUUID(), session, button: buttonIn(asked.card, 'Confirm') }
  first.send(press)
  await first.next((told) => (told.type === 'pressed' ? told : undefined))
  first.cut()

  const second = await connectSocket(stage.address, token)
  // Whoever cannot tell whether it was heard sends it again.
  second.send(press)
  second.send({ type: 'follow', session, after: asked.position })
  const positions: number[] = []
  await second.next((told) => {
    if (told.type !== 'message') return undefined
    positions.push(told.message.position)
    return told.message.content.includes('v1.0.0 is live on production') ? told : undefined
  })
  second.cut()
  expect(positions.every((position) => position > asked.position)).toBe(true)
  expect(new Set(positions).size).toBe(positions.length)
  expect(await stage.bot.count('confirmation.given')).toBe(1)
  expect(await stage.bot.count('cicd.deploy.completed')).toBe(1)
})

test('over gRPC: confirmed by Press, and its task followed to the end from its message alone', async () => {
  const client = foreignClient(stage.grpcAddress, token)
  const { session } = await client.call('ConversationService', 'OpenSession', {})
  const { id, reply } = await client.call('ConversationService', 'SendMessage', {
    // With another strategy it may become a canary, which takes its time.
    ...{ session_id: session.id, content: 'deploy billionmail v1.1.0 to production using recreate' },
  })
  const button = buttonIn(reply.card, 'Confirm')
  await client.call('ConversationService', 'Press', { session_id: session.id, button })
  const states: string[] = []
  const calls = client.stream('WorkflowService', 'GetWorkflowStatus', { message_id: id })
  for await (const { task } of calls) if (task) states.push(task.state)
  client.close()
  expect(states.at(-1)).toBe('succeeded')
  expect(await stage.bot.count('cicd.deploy.completed')).toBe(2)
  expect(stage.faults).toEqual([])
})
