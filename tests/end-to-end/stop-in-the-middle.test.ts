import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import { createGitRepository } from '../support/git-repository.ts'
import { freePort } from '../support/ports.ts'
import { runCommand } from './command-line.ts'

const folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
afterAll(async () => {
  await stopAll(join(folder, '.shipmate'))
  rmSync(folder, { recursive: true, force: true })
})

test('a bot that is stopped while work is in hand ends in good order, and not because its time is up', {
  timeout: 300_000,
}, async () => {
  createGitRepository(join(folder, 'mail')).commit('One', { 'server.mjs': '' })
  const service = {
    ...{ id: 'mail', repository: 'mail', start: ['node', 'server.mjs'] },
    build: ['node', '-e', 'setTimeout(() => undefined, 600_000)'],
    environments: { staging: { port: await freePort() } },
  }
  const config = {
    http: { port: await freePort() },
    environments: [{ id: 'staging', confirm: 'danger-only' }],
    services: [service],
  }
  // Every JSON is YAML.
  writeFileSync(join(folder, 'shipmate.yaml'), JSON.stringify(config))
  const bot = runCommand(folder, ['chat'], {}, 'deploy mail to staging\n')
  await bot.says('● building')
  bot.kill('SIGTERM')
  expect(await bot.ended).toMatchObject({ code: 0 })
})
