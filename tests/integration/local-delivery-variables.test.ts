import { statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { hostPaths } from '../../adapters/local-host/host/host-paths.ts'
import { inPlace } from '../support/local-delivery.ts'
import { freePort } from '../support/ports.ts'

test('a service sees the variables of its place, before and after it is started again, and what Shipmate says goes first', async () => {
  const env = { DATABASE_URL: 'postgres://live', SHIPMATE_VERSION: 'mine', PORT: '1' }
  await inPlace(
    async (place) => {
      await place.deploy(await place.released({ version: 'v1.0.0' }))
      const { environment, pid } = await place.get()
      expect(environment).toMatchObject({ DATABASE_URL: 'postgres://live', SHIPMATE_VERSION: 'v1.0.0' })
      await place.get('/crash').catch(() => undefined)
      await expect.poll(async () => (await place.get()).pid, { timeout: 60_000 }).not.toBe(pid)
      await expect
        .poll(async () => (await place.get()).environment?.DATABASE_URL, { timeout: 60_000 })
        .toBe('postgres://live')
      expect(statSync(hostPaths(place.folder).state).mode & 0o077).toBe(0)
    },
    { environments: { staging: { port: await freePort(), env } } },
  )
}, 120_000)
