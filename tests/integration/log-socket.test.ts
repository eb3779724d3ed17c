import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { httpCall } from '../../adapters/local-host/http-call.ts'
import { askLog, LogNotAnsweredError } from '../../adapters/log-socket/ask-log.ts'
import { logSocket } from '../../adapters/log-socket/log-socket.ts'
import { serveLog } from '../../adapters/log-socket/serve-log.ts'
import { openEmbeddedStore } from '../../adapters/store/embedded.ts'
import type { OpenStore } from '../../adapters/store/store.ts'
import { hiddenPaths } from '../../adapters/workspace/hidden-paths.ts'
import type { ApiToken } from '../../src/domain/api-token.ts'
import { NoBackupError } from '../../src/ports/backup.ts'
import { NotForgottenError } from '../../src/ports/forget.ts'
import { NoRetentionError } from '../../src/ports/retention.ts'
import { TokenRefusedError } from '../../src/ports/token-desk.ts'
import { verifyLog } from '../../src/queries/audit/verify-log.ts'
import { type CounterEvent, counters } from '../contracts/counters.ts'

let folder: string
let opened: OpenStore<CounterEvent>
let served: Awaited<ReturnType<typeof serveLog>>

beforeAll(async () => {
  opened = await openEmbeddedStore({ folder: 'memory', projections: [counters] })
  await appendMany()
})
afterAll(() => opened.store.close())

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shipmate-socket-'))
  // As an earlier version, or somebody's umask, may have left it.
  mkdirSync(dirname(logSocket(folder)), { mode: 0o755 })
  served = await serveLog(folder, {
    audit: opened.audit,
    tokens: {
      create: async ({ name }) => {
        if (name === 'taken') throw new TokenRefusedError('There is one already.')
        return { token: tokenNamed(name), secret: 'shipmate_secret' }
      },
      list: async () => [tokenNamed('ci')],
      revoke: async (called) => tokenNamed(called),
    },
    forget: async (person, isApplied) => {
      if (person !== 'test:ana') throw new NotForgottenError('Nobody is known as that.')
      return { events: 3, names: ['Ana'], tables: { event: 3 }, ...(isApplied && { alias: 'test:forgotten-1' }) }
    },
    retention: async (isApplied) => {
      if (!isApplied) throw new NoRetentionError('not set')
      return { before: '2026-08-01T00:00:00.000Z', events: 3, open: 1, beside: 2 }
    },
    backup: async (file) => {
      if (file !== '/backups/new') throw new NoBackupError('There is a file already.')
      return 4711
    },
    webhooks: { list: async () => [], resend: async (id) => id === 'there' },
    offerLogin: async () => ({ code: 'link_1', expiresAt: new Date('2026-11-30T10:10:00Z') }),
    nameOf: async (person) => (person === 'test:ana' ? 'Ana' : undefined),
  })
})
afterEach(async () => {
  await served.stop()
  rmSync(folder, { recursive: true, force: true })
})

const tokenNamed = (name: string): ApiToken => ({
  ...{ token: '0123456789ab', name, hash: 'f'.repeat(64) },
  ...{ scope: { roles: ['viewer'], services: ['payments'] }, createdAt: '2026-11-30T10:00:00.000Z' },
})

/** More than two pages of the log. */
async function appendMany(): Promise<void> {
  const bodies = Array.from({ length: 1_200 }, (_, note) => ({
    ...{ type: 'counter.counted', counter: 'many', note: `${note} \u{1F600} "quoted"\n` },
  })) as CounterEvent[]
  await opened.store.append({
    streams: [
      { stream: 'counter-many', expectedVersion: 0, bodies: [{ type: 'counter.opened', counter: 'many' }, ...bodies] },
    ],
    ...{ correlationId: 'c', actor: 'test:ana', at: new Date('2026-11-21T10:00:00.123Z') },
  })
}

test('all that the log says arrives as it is, page by page', async () => {
  const asked = askLog(folder)
  const verified = await verifyLog(asked.audit)
  expect(verified).toMatchObject({ events: 1_201, breaks: [] })
  expect(verified).toEqual(await verifyLog(opened.audit))
  for (const log of [asked.audit, opened.audit]) {
    expect(await log.head()).toEqual(verified.head)
    expect(await log.openingsOf(['counter-many', 'counter-none'])).toMatchObject([{ type: 'counter.opened' }])
    expect(await log.firstSince(new Date('2026-11-22T00:00:00Z'))).toBeUndefined()
  }
  expect(await asked.audit.firstSince(new Date(0))).toBe(await opened.audit.firstSince(new Date(0)))
  expect([await asked.nameOf('test:ana'), await asked.nameOf('test:ben')]).toEqual(['Ana', undefined])
})

test('its folder and file are open to its own user alone, also where they lay open before', () => {
  expect(statSync(logSocket(folder)).mode & 0o777).toBe(0o600)
  expect(statSync(dirname(logSocket(folder))).mode & 0o777).toBe(0o700)
})

test.each(['/data', `/${'a'.repeat(200)}`])('what is built and deployed does not see it (%s)', (dataFolder) => {
  const hidden = hiddenPaths({ dataFolder, secretFiles: [] }, join(dataFolder, 'releases'))
  expect(hidden).toContain(dirname(logSocket(dataFolder)))
})

test.each([
  ['rows', { limit: 1_000_000 }, 400],
  ['rows', { limit: 10, table: 'person' }, 400],
  ['openings', { streams: 'all' }, 400],
  ['name', { person: 'x'.repeat(2_000_000) }, 413],
  ['everything', {}, 404],
])('%s, asked in another form or of another size, is refused', async (name, body, expected) => {
  const to = { socketPath: logSocket(folder) }
  const { status } = await httpCall({ to, method: 'POST', path: `/${name}`, body, timeoutMs: 10_000 })
  expect(status).toBe(expected)
})

test('nobody there, or nobody any more, is an error of its own', async () => {
  const asked = askLog(folder)
  await served.stop()
  await expect(asked.audit.head()).rejects.toThrow(LogNotAnsweredError)
  await expect(askLog(join(folder, 'elsewhere')).nameOf('test:ana')).rejects.toThrow(LogNotAnsweredError)
})

test('what was altered is found over the socket, too', async () => {
  await opened.pool.query(`UPDATE shipmate.event SET actor = 'test:mallory' WHERE version = 700`, [])
  const { breaks } = await verifyLog(askLog(folder).audit)
  expect(breaks).toMatchObject([{ kind: 'does-not-follow' }])
})

test('tokens are managed over it, and a refusal arrives as its sentence', async () => {
  const { tokens } = askLog(folder)
  const wish = { name: 'ci', scope: { roles: ['viewer'], services: ['payments'] } }
  expect(await tokens.create(wish)).toEqual({ token: tokenNamed('ci'), secret: 'shipmate_secret' })
  expect(await tokens.list()).toEqual([tokenNamed('ci')])
  expect(await tokens.revoke('ci')).toEqual(tokenNamed('ci'))
  await expect(tokens.create({ ...wish, name: 'taken' })).rejects.toEqual(
    new TokenRefusedError('There is one already.'),
  )
})

test('a person is forgotten through it, or why not is said', async () => {
  const { forget } = askLog(folder)
  expect(await forget('test:ana', true)).toEqual({
    ...{ events: 3, alias: 'test:forgotten-1', names: ['Ana'], tables: { event: 3 } },
  })
  await expect(forget('test:ben', false)).rejects.toThrowError(NotForgottenError)
})

test('asked for a backup, or to erase old words, it does so or says why not', async () => {
  const { backup, retention } = askLog(folder)
  expect(await backup('/backups/new')).toBe(4711)
  await expect(backup('/backups/old')).rejects.toThrowError(NoBackupError)
  expect(await retention(true)).toMatchObject({ events: 3, open: 1 })
  await expect(retention(false)).rejects.toThrowError(NoRetentionError)
})
