import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { identifyProcess } from '../../adapters/process/process-identity.ts'
import { FolderInUseError, ownFolder } from '../../adapters/store/folder-owner.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shipmate-folder-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function deadProcess(): Promise<{ readonly pid: number; readonly startedAt: string }> {
  const child = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 60000)'])
  await once(child, 'spawn')
  const identity = identifyProcess(child.pid ?? 0)
  child.kill('SIGKILL')
  await once(child, 'exit')
  if (!identity) throw new Error('the child was not there')
  return identity
}

test('an owned folder is refused, with who owns it and what to do', async () => {
  await ownFolder(folder)
  await expect(ownFolder(folder)).rejects.toMatchObject({
    code: 'folder_in_use',
    userMessage: expect.stringContaining(`kill ${process.pid}`),
  })
})

test('a folder that was given up can be owned again, any number of times', async () => {
  for (let round = 0; round < 3; round++) {
    const disown = await ownFolder(folder)
    await disown()
  }
  await ownFolder(folder)
  expect(await readdir(folder)).toHaveLength(1)
})

test('what a dead process left behind is taken over, by exactly one of many', async () => {
  await writeFile(join(folder, 'owner-7'), JSON.stringify(await deadProcess()))
  const tries = await Promise.allSettled(Array.from({ length: 10 }, () => ownFolder(folder)))
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  for (const one of tries) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(FolderInUseError)
})

test('a later process with the number of the dead one is not taken for it', async () => {
  const dead = await deadProcess()
  await writeFile(join(folder, 'owner-1'), JSON.stringify({ pid: process.pid, startedAt: dead.startedAt }))
  await ownFolder(folder)
})
