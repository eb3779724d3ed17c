import { expect, test } from 'vitest'
import { createInstallations } from '../../adapters/chat/slack/workspaces/installations.ts'
import { createSealing } from '../../adapters/chat/slack/workspaces/sealing.ts'
import { createMemoryInstallations } from '../../adapters/store/memory/memory-installations.ts'

const OLD = Buffer.alloc(32, 1).toString('base64')
const NEW = Buffer.alloc(32, 2).toString('base64')
const DOCK = { site: 'T2', team: 'T2', name: 'Dock', token: 'xoxb-dock', botUser: 'U0BOT', botId: 'B0BOT' }

test('what is sealed is opened with the same key and about the same thing only', () => {
  const sealing = createSealing(OLD, [])
  const sealed = sealing.seal('xoxb-dock', 'slack:T2')
  expect(sealing.open(sealed, 'slack:T2')).toBe('xoxb-dock')
  expect(() => sealing.open(sealed, 'slack:T3')).toThrow('changed, or stands where it does not belong')
  expect(() => createSealing(NEW, []).open(sealed, 'slack:T2')).toThrow('add the one that was used to the older ones')
})

test('no two texts look alike, and no changed one is opened', () => {
  const sealing = createSealing(OLD, [])
  const [one, other] = [sealing.seal('xoxb-dock', 'a'), sealing.seal('xoxb-dock', 'a')]
  expect(one.sealed).not.toBe(other.sealed)
  const bytes = Buffer.from(one.sealed, 'base64')
  for (const at of [0, 12, bytes.length - 1]) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(() => sealing.open({ ...one, sealed: changed.toString('base64') }, 'a')).toThrow('changed')
  }
  expect(() => sealing.open({ ...one, sealed: 'AAAA' }, 'a')).toThrow('changed')
})

test.each(['', 'short', 'x'.repeat(32)])('a key that is not 32 bytes in base64 is refused: “%s”', (key) => {
  expect(() => createSealing(key, [])).toThrow('32 bytes')
})

test('after the key was changed, reading seals with the new one, and the old one is of no more use', async () => {
  const store = createMemoryInstallations()
  await createInstallations(store, createSealing(OLD, [])).keep(DOCK, new Date())
  expect(await createInstallations(store, createSealing(NEW, [OLD])).find('T2')).toEqual(DOCK)
  expect(await createInstallations(store, createSealing(NEW, [])).find('T2')).toEqual(DOCK)
})

test('a row that was put in the place of another is not believed', async () => {
  const store = createMemoryInstallations()
  const installations = createInstallations(store, createSealing(OLD, []))
  await installations.keep(DOCK, new Date())
  const stolen = await store.find('T2')
  if (!stolen) throw new Error('nothing was kept')
  await store.put({ ...stolen, site: 'T3', team: 'T3' })
  await expect(installations.find('T3')).rejects.toThrow('does not belong')
})
