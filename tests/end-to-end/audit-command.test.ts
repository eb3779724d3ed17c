import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { openEmbeddedStore } from '../../adapters/store/embedded.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { projections } from '../../src/domain/projections.ts'
import { runCommand } from './command-line.ts'

let folder: string
const NAME = '=HYPERLINK("http://x","ana")'

/** As if it had become a secret since it was stored. */
const TOKEN = `ghp_${'aB3'.repeat(12)}`

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shipmate-audit-'))
  const { store } = await openStore()
  const thread = 'slack:C1:1.2'
  const by = 'slack:U1'
  const received = { thread, by, name: NAME, groups: [], direct: false, text: `deploy shop, with "care" ${TOKEN}` }
  const append = (message: string, at: string, ...bodies: readonly ShipmateEvent[]) =>
    store.append({
      streams: [{ stream: `message-${message}`, expectedVersion: 0, bodies }],
      correlationId: message,
      actor: by,
      at: new Date(at),
    })
  await append('m1', '2026-11-20T10:00:00Z', { type: 'message.received', message: 'm1', received })
  await append(
    'm2',
    '2026-11-25T10:00:00Z',
    { type: 'message.received', message: 'm2', received },
    {
      type: 'request.refused',
      thread,
      by,
      intent: 'deploy.start',
      service: 'shop',
      why: 'not-permitted',
      reason: 'No.',
    },
    { type: 'message.handled', message: 'm2', thread, by, intent: 'deploy.start', slots: {}, via: 'rules' },
  )
  await store.close()
})

const openStore = () => openEmbeddedStore({ folder: join(folder, '.shipmate'), projections })
const audit = (...given: readonly string[]) =>
  runCommand(folder, ['audit', ...given], { SHIPMATE_DATA_DIR: '.shipmate' }).ended

test('the log is verified and exported, and a head that was kept is found again', async () => {
  const verified = await audit('verify', '--json')
  expect(verified).toMatchObject({ code: 0, errors: '' })
  const { intact, events, head } = JSON.parse(verified.output)
  expect({ intact, events }).toEqual({ intact: true, events: 4 })

  const exported = await audit('export', '--since', '2026-11-21')
  expect(exported.code).toBe(0)
  const entries = exported.output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(entries.map(({ kind, event, why }) => [kind, event, why])).toEqual([
    ['request', 'message.received', undefined],
    ['refusal', 'request.refused', 'not-permitted No.'],
    ['decision', 'message.handled', undefined],
  ])
  expect(entries[0]).toMatchObject({ who: { platform: 'slack', id: 'slack:U1', name: NAME }, where: { channel: 'C1' } })
  expect(entries.at(-1).hash).toBe(head.hash)
  expect(exported.errors).toContain(`3 entries. Head ${head.hash} at position ${head.position};`)

  expect(exported.output).not.toContain(TOKEN)

  const csv = await audit('export', '--format', 'csv')
  expect(csv.output.split('\r\n')).toHaveLength(1 + 4 + 1)
  expect(csv.output).toContain(`"'=HYPERLINK(""http://x"",""ana"")"`)
  expect(csv.output).toContain('"deploy shop, with ""care"" [secret]"')

  const kept = await audit('verify', '--head', head.hash, '--head', 'f'.repeat(64))
  expect(kept.code).toBe(1)
  expect(kept.output).toContain('Head ffffffffffff… is not in the log')
  expect(kept.output).toContain(`Head ${head.hash.slice(0, 12)}… is that of position ${head.position}.`)
})

test('where the process that has the embedded database does not answer, both say what to do', async () => {
  const { store } = await openStore()
  for (const command of ['verify', 'export']) {
    const { code, output, errors } = await audit(command)
    expect({ code, output }).toEqual({ code: 1, output: '' })
    expect(errors).toContain(`Process ${process.pid} has the embedded database in`)
    expect(errors).toContain('does not answer for it.')
  }
  await store.close()
})

test.each([
  [['export', '--since', 'yesterday'], 'how long ago: 90m, 12h, 7d, 2w'],
  [['export', '--format', 'xml'], 'Allowed choices are jsonl, csv'],
  [['verify', '--head', 'abc'], '64 hexadecimal digits'],
])('%j is refused with what would do', async (given, sentence) => {
  const { code, output, errors } = await audit(...given)
  expect(code).toBe(1)
  expect(output).toBe('')
  expect(errors).toContain(sentence)
})

test('where there is no log it is not called intact', async () => {
  const elsewhere = runCommand(folder, ['audit', 'verify'], { SHIPMATE_DATA_DIR: 'elsewhere' })
  const { code, errors } = await elsewhere.ended
  expect(code).toBe(1)
  expect(errors).toContain('There is no log in')
})

test('an altered event is found, with its position and exit code 1', async () => {
  const { store, pool, audit: log } = await openStore()
  const [first, second] = (await log.rowsFrom(undefined, 10)).rows
  await pool.query('UPDATE shipmate.event SET actor = $1 WHERE position = $2', ['slack:U9', second?.position])
  await store.close()
  const { code, output } = await audit('verify')
  expect(code).toBe(1)
  expect(output).toContain('✗ The log is not as it was written (4 events):')
  expect(output).toContain(`Position ${second?.position} does not follow from position ${first?.position}`)
})
