import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OpenStore } from '../../adapters/store/store.ts'
import { verifyLog } from '../../src/queries/audit/verify-log.ts'
import { freshName } from '../support/databases.ts'
import type { CounterEvent } from './counters.ts'

/** Opens a store on a schema; two on the same schema are two processes on the same database, or one that was restarted. */
export type OpenAuditedStore = (schema: string, isRestarted?: true) => Promise<OpenStore<CounterEvent>>

const AT = new Date('2026-11-21T10:00:00.123Z')

/** Any text that a database takes, half an emoji included. */
const anyText = fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replaceAll('\0', ''))
const anyAppend = fc.record({
  notes: fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { minLength: 1, maxLength: 3 }),
  correlationId: anyText,
  actor: anyText,
  causationId: fc.option(anyText, { nil: undefined }),
})

/** What somebody who can write the database may do, as one statement each; ONE and OTHER stand for positions. */
const TAMPERINGS = {
  'a removed event': 'DELETE FROM LOG.event WHERE position = ONE',
  'an event that was removed at the end':
    'DELETE FROM LOG.event WHERE position = (SELECT max(position) FROM LOG.event)',
  'an altered body': `UPDATE LOG.event SET data = '{"counter":"other"}' WHERE position = ONE`,
  'a body that means the same': `UPDATE LOG.event SET data = (data::text || ' ')::json WHERE position = ONE`,
  'another actor': `UPDATE LOG.event SET actor = actor || 'x' WHERE position = ONE`,
  'another moment': `UPDATE LOG.event SET at = at + interval '1 microsecond' WHERE position = ONE`,
  'another type': `UPDATE LOG.event SET type = 'counter.closed' WHERE position = ONE`,
  'another cause': `UPDATE LOG.event SET causation_id = coalesce(causation_id || 'x', '') WHERE position = ONE`,
  'another correlation': `UPDATE LOG.event SET correlation_id = correlation_id || 'x' WHERE position = ONE`,
  'another stream': `UPDATE LOG.event SET stream = 'elsewhere' WHERE position = ONE`,
  'another version': 'UPDATE LOG.event SET version = version + 1000 WHERE position = ONE',
  'another id': 'UPDATE LOG.event SET id = gen_random_uuid() WHERE position = ONE',
  'another hash': `UPDATE LOG.event SET hash = sha256(hash) WHERE position = ONE`,
  'two bodies that changed places': `UPDATE LOG.event AS one SET data = other.data FROM LOG.event AS other
     WHERE one.position IN (ONE, OTHER) AND other.position IN (ONE, OTHER) AND one.position <> other.position
       AND one.data::text <> other.data::text`,
  'an event at another position': `UPDATE LOG.event SET position = (SELECT max(position) + 1000 FROM LOG.event) WHERE position = ONE`,
  'an event before the first': `INSERT INTO LOG.event (position, id, stream, version, type, data, correlation_id, actor, at, hash)
     SELECT -9223372036854775808, gen_random_uuid(), 'added', 1, type, data, correlation_id, actor, at, hash FROM LOG.event WHERE position = ONE`,
  'an event after the last': `INSERT INTO LOG.event (position, id, stream, version, type, data, correlation_id, actor, at, hash)
     SELECT 9223372036854775807, gen_random_uuid(), 'added', 1, type, data, correlation_id, actor, at, hash FROM LOG.event WHERE position = ONE`,
  'another end': `UPDATE LOG.log_head SET hash = sha256(hash)`,
} as const

const at = (statement: string, one = 0, other = 0): string =>
  statement.replaceAll('ONE', String(one)).replaceAll('OTHER', String(other))

/** What a store keeps of everything that happened, and how a change behind its back is found. */
export function auditLogContract(open: OpenAuditedStore): void {
  let schema: string
  let opened: OpenStore<CounterEvent>

  beforeEach(async () => {
    schema = freshName()
    opened = await open(schema)
  })
  afterEach(async () => {
    await opened.pool.query(`DROP SCHEMA ${schema} CASCADE`)
    await opened.store.close()
  })

  let counters = 0
  const append = async (
    { store }: OpenStore<CounterEvent>,
    notes: readonly string[],
    columns: { correlationId?: string; actor?: string; causationId?: string | undefined } = {},
  ) => {
    const counter = `counter-${++counters}`
    const { causationId, ...others } = columns
    const bodies: CounterEvent[] = notes.map((note) => ({ type: 'counter.counted', counter, note }))
    const appended = await store.append({
      streams: [{ stream: counter, expectedVersion: 0, bodies: [{ type: 'counter.opened', counter }, ...bodies] }],
      correlationId: 'c',
      actor: 'test:ana',
      ...others,
      ...(causationId !== undefined && { causationId }),
      at: AT,
    })
    if (appended.kind !== 'appended') throw new Error(appended.kind)
    return appended.events.map(({ position }) => position)
  }
  const tamper = async (statement: string, ...parameters: readonly unknown[]): Promise<void> => {
    await opened.pool.query(statement.replaceAll('LOG', schema), parameters)
    // Behind the back of a process that remembers what it has written.
    opened.forget()
  }

  describe('the hash chain', () => {
    test('holds in an empty log', async () => {
      expect(await verifyLog(opened.audit)).toMatchObject({ events: 0, breaks: [] })
    })

    test('holds over whatever was appended, one by one, together and by several processes', async () => {
      const other = await open(schema)
      await fc.assert(
        fc.asyncProperty(fc.array(anyAppend, { minLength: 1, maxLength: 4 }), async (appends) => {
          await Promise.all(
            appends.map(({ notes, ...columns }, index) => append(index % 2 === 0 ? opened : other, notes, columns)),
          )
          const { breaks, head, events } = await verifyLog(opened.audit)
          expect(breaks).toEqual([])
          expect(events).toBeGreaterThan(0)
          expect(head.hash).toMatch(/^[0-9a-f]{64}$/)
        }),
        { numRuns: 15 },
      )
      if (other !== opened) await other.store.close()
    })

    test('holds while others append', async () => {
      await append(opened, ['a', 'b'])
      let going = true
      const appending = (async () => {
        while (going) await append(opened, ['more'])
      })()
      for (let looks = 0; looks < 5; looks++) expect((await verifyLog(opened.audit)).breaks).toEqual([])
      going = false
      await appending
    })

    test('knows a head that was kept elsewhere, and misses one that it never had', async () => {
      const last = (await append(opened, ['a'])).at(-1)
      const { head } = await verifyLog(opened.audit)
      await append(opened, ['b'])
      const kept = head.hash
      expect((await verifyLog(opened.audit, [kept])).found.get(kept)).toBe(last)
      const strange = 'f'.repeat(64)
      expect((await verifyLog(opened.audit, [kept, strange])).breaks).toEqual([{ kind: 'head-is-gone', hash: strange }])
    })
  })

  describe('finds', () => {
    test.each(Object.entries(TAMPERINGS))('%s', async (_, statement) => {
      const positions = [...(await append(opened, ['a', 'b'])), ...(await append(opened, ['c']))]
      const before = await verifyLog(opened.audit)
      expect(before.breaks).toEqual([])
      await tamper(at(statement, positions[1], positions[2]))
      expect((await verifyLog(opened.audit)).breaks).not.toEqual([])
    })

    test('any of these anywhere, and nothing else', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...Object.values(TAMPERINGS)),
          fc.array(fc.array(fc.string({ maxLength: 3 }), { minLength: 1, maxLength: 2 }), {
            minLength: 1,
            maxLength: 3,
          }),
          fc.nat(),
          fc.nat(),
          async (statement, appends, one, another) => {
            for (const notes of appends) await append(opened, notes)
            const page = await opened.audit.rowsFrom(undefined, 10_000)
            const positions = page.rows.map(({ position }) => position)
            const before = await contentOf()
            await tamper(at(statement, positions[one % positions.length], positions[another % positions.length]))
            const isTouched = (await contentOf()) !== before
            expect((await verifyLog(opened.audit)).breaks.length > 0).toBe(isTouched)
            await tamper('DELETE FROM LOG.event')
            await tamper('DELETE FROM LOG.document')
            await tamper(`UPDATE LOG.log_head SET hash = decode(repeat('00', 32), 'hex')`)
          },
        ),
        { numRuns: 25 },
      )
    })

    test('an event that was removed where it was, and goes on after it', async () => {
      const [first = 0, second = 0, third] = await append(opened, ['a', 'b', 'c'])
      const [later = 0] = await append(opened, ['d'])
      await tamper('DELETE FROM LOG.event WHERE position = $1', second)
      await tamper(`UPDATE LOG.event SET actor = 'test:mallory' WHERE position = $1`, later)
      const { breaks } = await verifyLog(opened.audit)
      expect(breaks[0]).toEqual({ kind: 'does-not-follow', position: third, after: first })
      expect(breaks[1]).toMatchObject({ kind: 'does-not-follow', position: later })
      expect(breaks).toHaveLength(2)
    })

    test('a log that was written anew from its first event on, by a head that was kept elsewhere', async () => {
      await append(opened, ['a', 'b'])
      const { head } = await verifyLog(opened.audit)
      await tamper('DELETE FROM LOG.event')
      await tamper(`UPDATE LOG.log_head SET hash = decode(repeat('00', 32), 'hex')`)
      opened.forget()
      await append(opened, ['b', 'a'])
      expect((await verifyLog(opened.audit)).breaks).toEqual([])
      expect((await verifyLog(opened.audit, [head.hash])).breaks).toMatchObject([{ kind: 'head-is-gone' }])
    })

    test('what was altered among events from before the chain', async () => {
      const positions = await append(opened, ['a', 'b', 'c'])
      await tamper('ALTER TABLE LOG.event DROP COLUMN hash')
      await tamper('ALTER TABLE LOG.log_head DROP COLUMN hash')
      await tamper('DROP TABLE LOG.web_message, LOG.web_session')
      // The store as it was before the sixth migration brought the chain.
      await tamper('DELETE FROM LOG.migration WHERE version >= 6')
      const again = await open(schema, true)
      const later = await append(again, ['d'])
      expect(await verifyLog(again.audit)).toMatchObject({
        breaks: [],
        unchained: { events: positions.length, last: positions.at(-1) },
      })
      await tamper('ALTER TABLE LOG.event DROP CONSTRAINT event_chained')
      await tamper(`UPDATE LOG.event SET actor = 'test:mallory' WHERE position = $1`, positions[1])
      expect((await verifyLog(again.audit)).breaks).toEqual([
        { kind: 'does-not-follow', position: later[0], after: positions.at(-1) },
      ])
      await tamper('UPDATE LOG.event SET hash = NULL WHERE position = $1', later[1])
      expect((await verifyLog(again.audit)).breaks).toContainEqual({ kind: 'without-hash', position: later[1] })
      if (again !== opened) await again.store.close()
    })

    test('nothing to append without a hash, which only an earlier version would', async () => {
      await append(opened, ['a'])
      const statement = `INSERT INTO LOG.event (position, id, stream, version, type, data, correlation_id, actor, at)
        SELECT position + 1000, gen_random_uuid(), 'old', 1, type, data, correlation_id, actor, at FROM LOG.event LIMIT 1`
      await expect(tamper(statement)).rejects.toThrow('event_chained')
    })
  })

  /** Everything that verifying is to protect. */
  async function contentOf(): Promise<string> {
    const { rows, end } = await opened.audit.rowsFrom(undefined, 10_000)
    return JSON.stringify([rows, end])
  }
}
