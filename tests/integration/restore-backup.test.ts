import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openEmbeddedStore } from '../../adapters/store/embedded.ts'
import { loadArchive, NotRestoredError } from '../../adapters/store/load-archive.ts'
import { openPostgresStore } from '../../adapters/store/postgres.ts'
import type { OpenStore } from '../../adapters/store/store.ts'
import { readWorkflows } from '../../config/workflows.ts'
import { backupOf } from '../../src/app/wiring/backups.ts'
import { tokenStream } from '../../src/domain/api-token.ts'
import { confirmationStream } from '../../src/domain/confirmation.ts'
import { environmentStream } from '../../src/domain/environment.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { messageStream } from '../../src/domain/message.ts'
import { planHash } from '../../src/domain/plan.ts'
import {
  apiTokens,
  confirmations,
  environments,
  pendingMessages,
  projections,
  runs,
  schedules,
} from '../../src/domain/projections.ts'
import { runStream } from '../../src/domain/run.ts'
import { scheduleStream } from '../../src/domain/schedule.ts'
import { systemClock } from '../../src/ports/clock.ts'
import { verifyLog } from '../../src/queries/audit/verify-log.ts'
import { settleRestored } from '../../src/restoring/settle-restored.ts'
import { describeOn, freshName, onDatabaseServer } from '../support/databases.ts'
import { deployPlan } from '../support/deploy-plan.ts'

const ANA = 'slack:T1:U1'
const THREAD = 'slack:T1:C1:1.1'
const CARD = { tone: 'neutral', blocks: [{ kind: 'text', text: 'Hello.' }] } as const
const NO_CLAIM = { platforms: [], now: new Date(), limit: 0 }

let folder: string
const opened: OpenStore<ShipmateEvent>[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shipmate-backup-'))
})
afterEach(async () => {
  for (const one of opened.splice(0)) await one.store.close()
  rmSync(folder, { recursive: true, force: true })
})

async function openIn(name: string): Promise<OpenStore<ShipmateEvent>> {
  const store = await openEmbeddedStore<ShipmateEvent>({ folder: join(folder, name), projections })
  opened.push(store)
  return store
}

/** One of everything that may go on after the backup was made. */
async function fill({ store, outbox, pool }: OpenStore<ShipmateEvent>): Promise<void> {
  const append = async (stream: string, ...bodies: readonly ShipmateEvent[]) =>
    store.append({
      ...{ correlationId: stream, actor: ANA, at: new Date() },
      streams: [{ stream, expectedVersion: 0, bodies }],
    })
  const plan = deployPlan()
  const asked = { by: ANA, groups: [], thread: THREAD }
  const received = { ...asked, direct: false, text: 'deploy it' }
  await append(messageStream('m1'), { type: 'message.received', message: 'm1', received })
  await append(confirmationStream('c1'), {
    ...({ type: 'confirmation.requested', confirmation: 'c1', plan, planHash: planHash(plan), rule: 'r' } as const),
    ...{ ...asked, expiresAt: '2999-01-01T00:00:00.000Z', buttons: { confirm: 'b1', cancel: 'b2' } },
  })
  const task = `TASK-${await store.nextNumber('task')}` as const
  await append(
    runStream(task),
    { type: 'cicd.deploy.requested', task, plan, ...asked },
    { type: 'run.step.requested', task, step: 'build', worker: 'build' },
  )
  const place = { service: plan.service, environment: plan.environment }
  await append(environmentStream(place.service, place.environment), {
    ...({ type: 'environment.lock.acquired', task, ...place } as const),
  })
  await append(scheduleStream('TASK-9'), {
    ...({ type: 'deploy.scheduled', task: 'TASK-9', at: '2026-01-01T00:00:00.000Z', plan, planHash: 'h' } as const),
    ...{ ...asked, button: 'b3' },
  })
  await append(tokenStream('t1'), {
    ...({
      type: 'token.created',
      token: 't1',
      name: 'ci',
      hash: 'f'.repeat(64),
      scope: { roles: ['viewer'] },
    } as const),
  })
  const to = { kind: 'thread', thread: THREAD } as const
  const said = { key: 'reply-m0', to, card: CARD, urgency: 'answer', correlationId: 'm0' } as const
  await outbox.narrate([said], await store.checkpoints.read('narrator'), await store.newestPosition(), NO_CLAIM)
  await pool.query(
    `INSERT INTO shipmate.webhook_delivery (id, target, position, event, body) VALUES ('w1', 'hook', 1, 'e', '{}')`,
  )
}

/** Nothing of it is left to be done by itself, and what is told is looked for before it is posted. */
async function expectHeld(restored: OpenStore<ShipmateEvent>, endedAt: number): Promise<void> {
  const { store, outbox, audit } = restored
  expect(await settleRestored({ ...restored, clock: systemClock, workflows: readWorkflows() })).toMatchObject({
    ...{ messages: 1, plans: 1, tasks: 1, schedules: 1, tokens: 1 },
  })
  expect(await store.list(pendingMessages)).toEqual([])
  expect(await store.list(confirmations)).toMatchObject([{ state: { kind: 'superseded' } }])
  expect(await store.list(runs)).toMatchObject([{ state: 'failed', failure: { objected: true } }])
  expect(await store.list(schedules)).toMatchObject([{ state: { kind: 'stopped' } }])
  expect(await store.list(apiTokens)).toMatchObject([{ revokedAt: expect.any(String) }])
  expect((await store.list(environments)).every(({ holder }) => holder === undefined)).toBe(true)
  expect(await restored.webhooks.list()).toMatchObject([{ id: 'w1', state: 'given-up', lastFailure: /restored/ }])
  // What was given out after the backup is never given out again.
  expect(await store.newestPosition()).toBeGreaterThan(endedAt)
  expect(await store.nextNumber('task')).toBeGreaterThan(1_000)
  const to = { kind: 'thread', thread: 'slack:T1:C2:1.1' } as const
  const late = { key: 'reply-m1', to, card: CARD, urgency: 'answer', correlationId: 'm1' } as const
  await outbox.narrate([late], await store.checkpoints.read('narrator'), await store.newestPosition(), {
    ...{ platforms: ['slack'], now: new Date(), limit: 9 },
  })
  const due = await outbox.take({ platform: 'slack', now: new Date(), claimMs: 1, editsApartMs: 0, limit: 9 })
  expect(due.messages.map(({ key, attempted }) => [key, attempted])).toEqual([
    ['reply-m0', true],
    ['reply-m1', true],
  ])
  const fresh = { ...late, key: 'reply-m2', to: { kind: 'thread', thread: 'slack:T1:C3:1.1' } } as const
  const end = await store.newestPosition()
  await outbox.narrate([fresh], end, end, NO_CLAIM)
  const next = await outbox.take({ platform: 'slack', now: new Date(), claimMs: 60_000, editsApartMs: 0, limit: 9 })
  expect(next.messages).toMatchObject([{ key: 'reply-m2', attempted: false }])
  expect((await verifyLog(audit)).breaks).toEqual([])
  // Once is enough.
  expect(await restored.restored.isToSettle()).toBe(false)
  expect(await settleRestored({ ...restored, clock: systemClock, workflows: readWorkflows() })).toBeUndefined()
}

test('a backup is the whole log, and whoever restores it does nothing twice', async () => {
  const first = await openIn('first')
  await fill(first)
  const file = join(folder, 'backup.tar.gz')
  expect(await backupOf(first)(file)).toBeGreaterThan(10_000)
  await expect(backupOf(first)(file)).rejects.toMatchObject({ code: 'no_backup' })
  // The first one goes on for a while.
  const stream = messageStream('m7')
  const received = { thread: THREAD, by: ANA, groups: [], direct: false, text: 'later' }
  const bodies: ShipmateEvent[] = [{ type: 'message.received', message: 'm7', received }]
  const at = new Date()
  await first.store.append({ correlationId: 'm7', actor: ANA, at, streams: [{ stream, expectedVersion: 0, bodies }] })
  const end = await first.store.newestPosition()
  const { head } = await verifyLog(first.audit)
  await loadArchive(file, join(folder, 'second'), projections)
  const second = await openIn('second')
  expect(await second.store.readStream(messageStream('m1'))).toHaveLength(1)
  expect(await second.store.readStream(stream)).toHaveLength(0)
  expect((await verifyLog(second.audit, [head.hash])).breaks).toMatchObject([{ kind: 'head-is-gone' }])
  await expectHeld(second, end)
})

test('killed in the middle, it is settled again', async () => {
  const store = await openIn('first')
  await fill(store)
  await store.restored.mark()
  const end = await store.store.newestPosition()
  let left = 2
  const mortal: OpenStore<ShipmateEvent>['store'] = {
    ...store.store,
    append: async (wish) => {
      if (left-- === 0) throw new Error('killed')
      return store.store.append(wish)
    },
  }
  const parts = { ...store, clock: systemClock, workflows: readWorkflows() }
  await expect(settleRestored({ ...parts, store: mortal })).rejects.toThrowError('killed')
  expect(await store.restored.isToSettle()).toBe(true)
  expect(await settleRestored(parts)).toMatchObject({ tasks: 1 })
  expect(await store.restored.isToSettle()).toBe(false)
  expect(await store.store.newestPosition()).toBeGreaterThan(end)
})

test('no database is overwritten, and no rubbish becomes one', async () => {
  const rubbish = join(folder, 'rubbish.tar.gz')
  writeFileSync(rubbish, 'no archive')
  await expect(loadArchive(rubbish, join(folder, 'second'), projections)).rejects.toThrowError(NotRestoredError)
  expect(existsSync(join(folder, 'second', 'pglite'))).toBe(false)
  await openIn('first').then(({ store }) => store.close())
  opened.pop()
  await expect(loadArchive(rubbish, join(folder, 'first'), projections)).rejects.toThrowError(/already/)
})

const hasDump = (): boolean => {
  try {
    execFileSync('pg_dump', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describeOn('TEST_DATABASE_URL', 'on PostgreSQL', (url) => {
  test.skipIf(!hasDump())('a dump that is restored is known as one by itself', async () => {
    const [from, into] = [freshName(), freshName()]
    const at = (database: string): string => Object.assign(new URL(url), { pathname: `/${database}` }).href
    await onDatabaseServer(url, `CREATE DATABASE ${from}`)
    await onDatabaseServer(url, `CREATE DATABASE ${into}`)
    try {
      const first = await openPostgresStore<ShipmateEvent>({ url: at(from), projections })
      await fill(first)
      expect(await first.restored.isToSettle()).toBe(false)
      const dump = join(folder, 'shipmate.dump')
      execFileSync('pg_dump', ['--format=custom', `--file=${dump}`, '--schema=shipmate', at(from)])
      const end = await first.store.newestPosition()
      await first.store.close()
      execFileSync('pg_restore', ['--no-owner', '--dbname', at(into), dump])
      const second = await openPostgresStore<ShipmateEvent>({ url: at(into), projections })
      opened.push(second)
      expect(await second.restored.isToSettle()).toBe(true)
      await expectHeld(second, end)
      await opened.pop()?.store.close()
    } finally {
      for (const name of [from, into]) await onDatabaseServer(url, `DROP DATABASE ${name} WITH (FORCE)`)
    }
  })
})
