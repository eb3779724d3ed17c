import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import { readConfig } from '../../config/read-config.ts'
import { createDemoChat, type DemoChat } from '../../src/app/commands/demo/demo-chat.ts'
import { startApp } from '../../src/app/start-app.ts'
import { createGitRepository } from '../support/git-repository.ts'
import { freePort } from '../support/ports.ts'

/** Holds a new database, and little more. */
const DISK = '90m'

/** Fills the disk, stays a while, then fails as compilers do. */
const GREEDY_BUILD = `
import { openSync, writeSync } from 'node:fs'
const file = openSync('big', 'w')
try {
  for (;;) writeSync(file, Buffer.alloc(1 << 20))
} catch (error) {
  console.error(String(error))
  setTimeout(() => process.exit(1), 1_500)
}
`

/** A disk of its own; undefined where this process may not mount one. */
function mountSmallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'tmpfs', folder], { stdio: 'pipe' })
    return folder
  } catch (error) {
    rmSync(folder, { recursive: true })
    process.stdout.write(`skipped: a disk filled by a build (no disk can be mounted here: ${error})\n`)
    return undefined
  }
}

test('a build that fills the disk under the bot itself: it goes on answering, says what failed, and frees the space', async ({
  skip,
}) => {
  const disk = mountSmallDisk()
  if (disk === undefined) return skip()
  const elsewhere = mkdtempSync(join(tmpdir(), 'shipmate-'))
  onTestFinished(async () => {
    await stopAll(disk)
    execFileSync('umount', ['--lazy', disk])
    for (const folder of [disk, elsewhere]) rmSync(folder, { recursive: true, force: true })
  })
  const repository = createGitRepository(join(elsewhere, 'mail'))
  repository.commit('Release v1.0.0', { 'build.mjs': GREEDY_BUILD })
  repository.tag('v1.0.0')
  const yaml = `
services:
  - id: mail
    repository: ${repository.path}
    build: [node, build.mjs]
    start: [node, server.mjs]
    environments: { staging: { port: ${await freePort()} } }
`
  writeFileSync(join(elsewhere, 'shipmate.yaml'), yaml)
  const reading = readConfig({ env: { SHIPMATE_DATA_DIR: disk }, cwd: elsewhere })
  if (reading.kind === 'problems') throw new Error(JSON.stringify(reading.problems))
  const members = [{ who: { kind: 'everyone' }, roles: ['owner'] }] as const
  const connected = Promise.withResolvers<DemoChat>()
  const app = await startApp({
    config: { ...reading.config, access: { roles: [], members } },
    log: pino({ level: 'silent' }),
    alsoConnect(inbox) {
      const chat = createDemoChat(inbox, () => undefined, false)
      connected.resolve(chat)
      return chat
    },
  })
  onTestFinished(() => app.stop())
  const chat = await connected.promise
  await chat.says('ana', 'build mail v1.0.0')
  const failed = await chat.replied(({ title }) => title?.endsWith('failed') === true)
  expect(JSON.stringify(failed)).toContain('The disk is full.')
  await chat.says('ana', 'status')
  await chat.replied((card) => JSON.stringify(card).includes('mail'))
})
