import { beforeEach, expect, test } from 'vitest'
import type { InstallationStore, SealedInstallation } from '../../src/ports/installation-store.ts'

const AT = new Date('2026-12-01T10:00:00Z')
const LATER = new Date('2026-12-01T11:00:00Z')
const dock = (change: Partial<SealedInstallation> = {}): SealedInstallation => ({
  ...{ site: 'T2', team: 'T2', sealed: 'c2VhbGVk', key: 'k1', installedAt: AT },
  ...change,
})

/** What every keeper of installations must do. */
export function installationStoreContract(open: () => Promise<InstallationStore>): void {
  let store: InstallationStore
  beforeEach(async () => {
    store = await open()
  })

  test('an installation is found by its site, and by no other', async () => {
    expect(await store.put(dock())).toBe(true)
    expect(await store.find('T2')).toEqual(dock())
    expect(await store.find('T3')).toBeUndefined()
  })

  test('installed again, the later one counts', async () => {
    await store.put(dock())
    expect(await store.put(dock({ sealed: 'bGF0ZXI=', installedAt: LATER }))).toBe(true)
    expect(await store.find('T2')).toEqual(dock({ sealed: 'bGF0ZXI=', installedAt: LATER }))
  })

  test('of an organisation one workspace has it, until the whole organisation has', async () => {
    const first = dock({ site: 'E1', team: 'T5' })
    expect(await store.put(first)).toBe(true)
    expect(await store.put(dock({ site: 'E1', team: 'T6' }))).toBe(false)
    expect(await store.find('E1')).toEqual(first)
    const whole = dock({ site: 'E1', team: 'E1', installedAt: LATER })
    expect(await store.put(whole)).toBe(true)
    expect(await store.put(first)).toBe(false)
    expect(await store.find('E1')).toEqual(whole)
  })

  test('it is sealed again, unless it was installed again meanwhile', async () => {
    await store.put(dock())
    await store.reseal(dock(), { sealed: 'bmV3', key: 'k2' })
    expect(await store.find('T2')).toEqual(dock({ sealed: 'bmV3', key: 'k2' }))
    await store.reseal(dock(), { sealed: 'bGF0ZQ==', key: 'k3' })
    expect(await store.find('T2')).toEqual(dock({ sealed: 'bmV3', key: 'k2' }))
  })

  test('a removal takes away what was installed before it, of that site alone', async () => {
    await store.put(dock({ installedAt: LATER }))
    await store.put(dock({ site: 'T3', team: 'T3' }))
    expect(await store.remove('T2', AT)).toBe(false)
    expect(await store.remove('T2', LATER)).toBe(true)
    expect(await store.remove('T2', LATER)).toBe(false)
    expect(await store.find('T2')).toBeUndefined()
    expect(await store.find('T3')).toBeDefined()
  })
}
