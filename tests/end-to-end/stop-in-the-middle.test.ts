import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { watch } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import { createGitRepository } from '../support/git-repository.ts'
import { freePort } from '../support/ports.ts'
import { runCommand } from './command-line.ts'

let folder: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
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
})
afterEach(async () => {
  await stopAll(join(folder, '.shipmate'))
  rmSync(folder, { recursive: true, force: true })
})

const STOPPED_IN_ORDER = { code: 0, signal: null, errors: '' }

test('a bot that is stopped while work is in hand ends in good order, and not because its time is up', {
  timeout: 300_000,
}, async () => {
  const bot = runCommand(folder, ['chat'], {}, 'deploy mail to staging\n')
  await bot.says('● building')
  bot.kill('SIGTERM')
  expect(await bot.ended).toMatchObject(STOPPED_IN_ORDER)
})

test('nor is it ended by a signal while git runs, though execa listens to signals too', {
  timeout: 300_000,
}, async () => {
  const programs = join(folder, 'programs')
  const marks = join(folder, 'marks')
  for (const one of [programs, marks]) mkdirSync(one)
  const [runs, goesOn] = [join(marks, 'runs'), join(marks, 'goes-on')]
  writeFileSync(
    join(programs, 'git'),
    `#!/bin/sh\necho > '${runs}'\nuntil [ -e '${goesOn}' ]; do sleep 0.1; done\nPATH='${process.env.PATH}' exec git "$@"\n`,
  )
  chmodSync(join(programs, 'git'), 0o755)
  const gitRuns = watch(marks)[Symbol.asyncIterator]().next()
  const env = { PATH: `${programs}${delimiter}${process.env.PATH}` }
  const bot = runCommand(folder, ['chat'], env, 'deploy mail to staging\n')
  await gitRuns
  bot.kill('SIGTERM')
  writeFileSync(goesOn, '')
  expect(await bot.ended).toMatchObject(STOPPED_IN_ORDER)
})
