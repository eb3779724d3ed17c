import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { intents } from '../../intents/catalog.ts'
import { messageStream } from '../../src/domain/message.ts'
import { foreignClient } from '../http/grpc/foreign-client.ts'
import { ASKED, type Asked } from './every-surface/asked.ts'
import { type Assistant, connectAssistant } from './every-surface/assistant.ts'
import { chatSurface } from './every-surface/chat-surface.ts'
import { grpcSurface } from './every-surface/grpc-surface.ts'
import { restClient, restSurface } from './every-surface/rest-surface.ts'
import { connectSocket, socketSurface } from './every-surface/socket-surface.ts'
import { type Stage, startStage } from './every-surface/stage.ts'
import { type Asking, type Shown, type Surface, withoutWhatVaries } from './every-surface/surface.ts'

/** More than come of one request, with those of others between. */
const EVENTS_OF_A_REQUEST = 200
const FILES = { 'workflows/rotate-keys.yaml': 'steps:\n  - { id: rotate, wait: { for: 1h } }\n' }

/** Somebody who talks to the bot in every way that there is. */
interface Somebody {
  readonly inChat: Surface
  readonly elsewhere: readonly Surface[]
  readonly assistant: Assistant
}

let stage: Stage
/** May do everything. */
let you: Somebody
/** May look. */
let ben: Somebody

beforeAll(async () => {
  stage = await startStage({ files: FILES })
  you = await somebody('you', 'owner')
  ben = await somebody('ben', 'viewer')
})
afterAll(async () => {
  for (const { elsewhere, assistant } of [you, ben]) {
    for (const surface of elsewhere) await surface.close()
    await assistant.close()
  }
  await stage.close()
})

/** A person of the chat, and a token with the same name and rights. */
async function somebody(name: string, role: string): Promise<Somebody> {
  const token = await stage.tokenFor(name, { roles: [role] })
  const rest = restClient(stage.url, token)
  const socket = await connectSocket(stage.address, token)
  const elsewhere = [
    restSurface(rest),
    socketSurface(socket, rest),
    grpcSurface(foreignClient(stage.grpcAddress, token)),
  ]
  return {
    inChat: chatSurface(stage.chat, `terminal:${name}`),
    elsewhere,
    assistant: await connectAssistant(stage.url, token),
  }
}

/** What was decided: the events that come of a message as long as it is not answered. */
async function decided({ message }: Shown): Promise<readonly string[]> {
  const { store } = stage.bot.app()
  const [received] = await store.readStream(messageStream(message))
  const events = await store.readAll((received?.position ?? 1) - 1, EVENTS_OF_A_REQUEST)
  const types = events.filter(({ correlationId }) => correlationId === message).map(({ body }) => body.type)
  return types.slice(0, types.indexOf('message.handled') + 1).filter((type) => !type.startsWith('run.step.'))
}

/** Asks where it changes nothing for the next who asks the same. */
async function askedOf(surface: Surface, intent: string, asking: Asking): Promise<Shown> {
  const [before, after] = [ASKED[intent]?.before, ASKED[intent]?.after]
  if (before) await surface.ask(before)
  const shown = await surface.ask(asking)
  if (after) await surface.ask(after)
  return shown
}

async function isAsInChat({ inChat, elsewhere }: Somebody, intent: string, asking: Asking): Promise<void> {
  const chat = await askedOf(inChat, intent, asking)
  const [card, events] = [withoutWhatVaries(chat), await decided(chat)]
  for (const surface of elsewhere) {
    const shown = await askedOf(surface, intent, asking)
    expect(withoutWhatVaries(shown), `the card over ${surface.name}`).toEqual(card)
    expect(await decided(shown), `the decision over ${surface.name}`).toEqual(events)
  }
}

const table = Object.entries(ASKED) as [string, Asked][]
const hasTool = ([, { mcp }]: [string, Asked]): boolean => typeof mcp === 'string'

test('every intent of the catalog is asked for', () => {
  expect(Object.keys(ASKED).toSorted()).toEqual([...intents.keys()].toSorted())
})

describe('over REST, WebSocket and gRPC as in chat: said, as data, and by who may only look', () => {
  test.each(table)('%s', async (intent, { words, slots = {} }) => {
    await isAsInChat(you, intent, { words })
    await isAsInChat(you, intent, { intent, slots })
    await isAsInChat(ben, intent, { intent, slots })
  })
})

describe('over MCP as in chat: looked up, or proposed', () => {
  test.each(table.filter(hasTool))('%s', async (intent, { slots = {}, mcp, before, after }) => {
    const tool = String(mcp)
    for (const { inChat, elsewhere, assistant } of [you, ben]) {
      const [viaRest] = elsewhere
      const chat = await askedOf(inChat, intent, { intent, slots })
      const [card, events] = [withoutWhatVaries(chat), await decided(chat)]
      if (before) await viaRest?.ask(before)
      const answer = await assistant.call(tool, tool === 'look_up' ? { question: intent, ...slots } : slots)
      if (before && after) await viaRest?.ask(after)
      const said = (content: string) => withoutWhatVaries({ ...chat, content }).content
      if (tool === 'look_up') expect(said(answer.data.facts?.answer ?? answer.text)).toEqual(card.content)
      else if (events.includes('confirmation.requested'))
        expect(answer).toMatchObject({
          isError: false,
          data: { state: 'waiting', title: chat.title?.replace('?', '') },
        })
      else if (startsAtOnce(events)) expect(answer.data).toMatchObject({ state: 'waiting' })
      else {
        expect(answer.isError).toBe(true)
        for (const line of card.content) expect(said(answer.text)).toContain(line)
      }
    }
  })
})

describe('over MCP not at all', () => {
  test.each(table.filter((asked) => !hasTool(asked)))('%s', async (intent, { slots = {} }) => {
    expect(you.assistant.tools.filter((name) => name.includes(intent.replace('.', '_')))).toEqual([])
    for (const tool of ['look_up', intent, `propose_${intent.replace('.', '_')}`]) {
      const before = await stage.bot.app().store.newestPosition()
      const answer = await you.assistant.call(tool, { question: intent, ...slots }).catch((error: unknown) => error)
      expect(answer instanceof Error || (answer as { isError: boolean }).isError, tool).toBe(true)
      expect(await stage.bot.app().store.newestPosition()).toBe(before)
    }
  })
})

/** What is done when it was asked for: nobody is asked first. */
const startsAtOnce = (events: readonly string[]): boolean => events.some((type) => /^(cicd|environment)\./.test(type))
