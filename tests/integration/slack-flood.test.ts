import { expect, test } from 'vitest'
import { BusyError, type IncomingMessage, UnavailableError } from '../../src/ports/chat-platform.ts'
import { connected } from '../simulators/slack/connected.ts'
import { send } from '../simulators/slack/http-delivery.ts'
import { eventPayload, spokenEvent } from '../simulators/slack/payloads.ts'
import { SIGNING_SECRET } from '../simulators/slack/server.ts'

const MENTIONS = 400
/** More at once would be a test of the machine; bench:intake delivers 2,000 at once. */
const AT_ONCE = 50

const mention = (index: number) =>
  eventPayload(
    spokenEvent('app_mention', {
      channel: 'C0GENERAL',
      user: `U${index % 100}`,
      text: '<@U0SHIPMATE> status',
      ts: `17000000${String(index).padStart(4, '0')}.000001`,
      blocks: [],
      edits: 0,
    }),
  )

/** A core whose database is full, away, slow or well, one after the other. */
function troubledLog() {
  const keys = new Set<string>()
  const log: IncomingMessage[] = []
  let handed = 0
  return {
    log,
    async message(message: IncomingMessage): Promise<void> {
      handed += 1
      if (handed % 4 === 0) throw new BusyError('full')
      if (handed % 4 === 1) throw new UnavailableError('the database is away')
      await new Promise((resolve) => setImmediate(resolve))
      if (message.keys.some((key) => keys.has(key))) return
      for (const key of message.keys) keys.add(key)
      log.push(message)
    },
  }
}

test('of 400 mentions only those in the log are acknowledged, and redelivery brings the others, each once', async () => {
  const { inbox, chat } = await connected('http')
  const core = troubledLog()
  inbox.message = core.message
  const url = `http://127.0.0.1:${chat.port}/slack/events`
  const waiting = Array.from({ length: MENTIONS }, (_, index) => ({ payload: mention(index), tries: 0 }))
  const acknowledged = new Set<string>()
  let refused = 0

  const deliver = async (one: (typeof waiting)[number]): Promise<void> => {
    // On a busy machine Slack's three seconds may be over, which is no acknowledgement either.
    const status = await send(url, 'events_api', one.payload, SIGNING_SECRET, one.tries).then(
      (answer) => answer.status,
      () => undefined,
    )
    one.tries += 1
    const { ts } = (one.payload as { readonly event: { readonly ts: string } }).event
    const isLogged = core.log.some(({ keys }) => keys.includes(`slack:C0GENERAL:${ts}`))
    if (status === 200) {
      expect(isLogged).toBe(true)
      acknowledged.add(ts)
      return
    }
    refused += 1
    waiting.push(one)
  }

  while (waiting.length > 0) await Promise.all(waiting.splice(0, AT_ONCE).map(deliver))

  expect(acknowledged.size).toBe(MENTIONS)
  expect(refused).toBeGreaterThan(0)
  const threads = core.log.map(({ thread }) => thread)
  expect(threads).toHaveLength(MENTIONS)
  expect(new Set(threads).size).toBe(MENTIONS)
}, 120_000)
