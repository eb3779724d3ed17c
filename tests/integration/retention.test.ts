import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { openEmbeddedStore } from '../../adapters/store/embedded.ts'
import type { OpenStore } from '../../adapters/store/store.ts'
import { erasingIn } from '../../src/app/wiring/forgetting.ts'
import type { Card } from '../../src/domain/card.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { messageStream } from '../../src/domain/message.ts'
import { conversations, projections, questions } from '../../src/domain/projections.ts'
import { questionStream } from '../../src/domain/question.ts'
import { applyRetention } from '../../src/forgetting/apply-retention.ts'
import type { ErasingParts } from '../../src/forgetting/erase-events.ts'
import { verifyLog } from '../../src/queries/audit/verify-log.ts'

const ANA = 'slack:T1:U1'
const LONG_AGO = new Date('2026-01-10T09:00:00Z')
const BEFORE = new Date('2026-06-01T00:00:00Z')
const LATELY = new Date('2026-11-29T09:00:00Z')

let opened: OpenStore<ShipmateEvent> | undefined
afterEach(() => opened?.store.close())

async function storeWhere(): Promise<OpenStore<ShipmateEvent>> {
  const store = await openEmbeddedStore<ShipmateEvent>({ folder: 'memory', projections })
  opened = store
  await say(store, 'frobnicate the zeppelin', LONG_AGO)
  await say(store, 'tune the theremin', LONG_AGO, 'asks')
  await say(store, 'polish the harpsichord', LATELY)
  return store
}

/** What somebody says, what the bot answers, and what is kept of both. */
async function say({ store, sessions, outbox, pool }: OpenStore<ShipmateEvent>, text: string, at: Date, then?: 'asks') {
  const message = randomUUID()
  const thread = `slack:T1:C1:${message}`
  const card: Card = { tone: 'neutral', blocks: [{ kind: 'text', text: `I do not know “${text}”.` }] }
  const append = (stream: string, expectedVersion: number, body: ShipmateEvent, actor = ANA) =>
    store.append({ correlationId: message, actor, at, streams: [{ stream, expectedVersion, bodies: [body] }] })
  await append(messageStream(message), 0, {
    type: 'message.received',
    message,
    received: { thread, by: ANA, groups: [], direct: false, text, name: 'Ana' },
  })
  const handled = { message, thread, by: ANA, intent: 'deploy.start', via: 'rules', reply: card } as const
  const slots = { service: 'payments', reason: text }
  await append(messageStream(message), 1, { type: 'message.handled', ...handled, slots }, 'shipmate')
  const refused = { thread, by: ANA, why: 'not-permitted' as const, reason: `“${text}” is not for you.` }
  await append(`refusal-${message}`, 0, { type: 'request.refused', ...refused })
  if (then === 'asks') {
    const question = randomUUID()
    const asked = {
      question,
      thread,
      by: ANA,
      groups: [],
      prompt: `Which ${text}?`,
      choices: [],
      intent: 'deploy.start',
    }
    const body = { type: 'question.asked', ...asked, slots, slot: 'environment', expiresAt: LATELY.toISOString() }
    await append(questionStream(question), 0, body as never, 'shipmate')
  }
  const to = { kind: 'user', user: ANA }
  const shown = { key: `reply-${message}`, platform: 'slack', to, card, urgency: 'answer', correlationId: message }
  await outbox.narrate([shown] as never, await store.checkpoints.read('narrator'), await store.newestPosition())
  const session = await sessions.open(ANA)
  await sessions.write(session.id, message, { kind: 'person', text, message }, at)
  const event = { id: message, type: 'shipmate.message.received', data: { what: text, correlation: message } }
  await pool.query(
    `INSERT INTO shipmate.webhook_delivery (id, target, position, event, body) VALUES ($1, 'hook', 1, 'message.received', $2)`,
    [message, JSON.stringify(event)],
  )
}

/** Every row of every table there is, as text. */
async function dump({ pool }: OpenStore<ShipmateEvent>): Promise<string> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT table_schema || '.' || quote_ident(table_name) AS name FROM information_schema.tables
     WHERE table_schema NOT IN ('pg_catalog', 'information_schema')`,
  )
  const texts: string[] = []
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(`SELECT stored::text AS row FROM ${name} AS stored`)
    texts.push(...rows.map(({ row }) => row))
  }
  return texts.join('\n')
}

test('old words are gone from every table; new ones, what is open and what happened stay, and the log verifies', async () => {
  const store = await storeWhere()
  const { head } = await verifyLog(store.audit)
  const before = await dump(store)
  const looked = await applyRetention(erasingIn(store), BEFORE, false)
  expect(looked).toMatchObject({ before: BEFORE.toISOString(), events: 3, open: 4 })
  expect(await dump(store)).toBe(before)
  expect(await applyRetention(erasingIn(store), BEFORE, true)).toMatchObject({ events: 3, open: 4, beside: 3 })
  const after = await dump(store)
  expect(after).not.toMatch(/frobnicate|zeppelin/)
  // Of the one that is open, every table that had its words has them still.
  for (const kept of [/theremin/g, /harpsichord/g]) {
    expect(after.match(kept)?.length).toBe(before.match(kept)?.length)
  }
  expect(after).toContain('not-permitted')
  expect(after).toContain('payments')
  expect(after).toContain('Ana')
  expect(await verifyLog(store.audit, [head.hash])).toMatchObject({ breaks: [], erased: 3 })
  expect(await store.store.list(questions, { labels: ['open'] })).toHaveLength(1)
  const kept = await store.store.list(conversations)
  await store.store.rebuild()
  expect(await store.store.list(conversations)).toEqual(kept)
})

test('done again, it finds nothing and appends nothing', async () => {
  const store = await storeWhere()
  await applyRetention(erasingIn(store), BEFORE, true)
  const end = await store.store.newestPosition()
  expect(await applyRetention(erasingIn(store), BEFORE, true)).toMatchObject({ events: 0, beside: 0 })
  expect(await store.store.newestPosition()).toBe(end)
})

test.each(Array.from({ length: 7 }, (_, index) => index))(
  'killed at its step %i, it is done again and all is gone',
  async (killedAt) => {
    const store = await storeWhere()
    const parts = erasingIn(store)
    let steps = 0
    const mortal =
      <Given extends readonly unknown[], Result>(work: (...given: Given) => Promise<Result>) =>
      async (...given: Given): Promise<Result> => {
        if (steps++ >= killedAt) throw new Error('killed')
        return work(...given)
      }
    const killed: ErasingParts = {
      ...parts,
      store: { ...parts.store, append: mortal(parts.store.append), rebuild: mortal(parts.store.rebuild) },
      rows: { ...parts.rows, replace: mortal(parts.rows.replace), replaceBeside: mortal(parts.rows.replaceBeside) },
    }
    await applyRetention(killed, BEFORE, true).catch(() => undefined)
    expect((await verifyLog(store.audit)).breaks).toEqual([])
    await applyRetention(parts, BEFORE, true)
    expect(await dump(store)).not.toMatch(/frobnicate|zeppelin/)
    expect((await verifyLog(store.audit)).breaks).toEqual([])
  },
)
