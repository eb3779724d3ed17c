import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { openEmbeddedStore } from '../../adapters/store/embedded.ts'
import { startApp } from '../../src/app/start-app.ts'
import { botConfig } from '../kill/bot-config.ts'
import { freePort } from '../support/ports.ts'

test('a local host that cannot start ends the start in good order: whoever asked hears of it, and the store is closed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  // Where the host keeps its things.
  writeFileSync(join(folder, 'local-host'), '')
  const unheard: unknown[] = []
  const hear = (error: unknown): void => void unheard.push(error)
  process.on('unhandledRejection', hear)
  onTestFinished(() => void process.off('unhandledRejection', hear))

  const samplePorts = { staging: await freePort(), production: await freePort() }
  const config = botConfig({ folder, env: {}, owner: 'terminal:you' })
  await expect(startApp({ config, log: pino({ level: 'silent' }), samplePorts })).rejects.toThrow('local-host')
  expect(unheard).toEqual([])
  const { store } = await openEmbeddedStore({ folder, projections: [] })
  await store.close()
})
