import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const GUARD = fileURLToPath(new URL('../../src/supported-node.js', import.meta.url))

/** Runs what every `npm run` loads first, in a process that takes itself for this version of Node. */
function guarded(version: string): Promise<{ readonly code: number; readonly said: string }> {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' })`
  const args = ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, '--import', GUARD, '-e', '']
  return new Promise((resolve) => {
    execFile(process.execPath, args, (error, _, said) => resolve({ code: Number(error?.code ?? 0), said }))
  })
}

test('an older Node is told in one sentence what to do', async () => {
  const { code, said } = await guarded('20.20.2')
  expect(code).toBe(1)
  expect(said).toMatch(/^Shipmate needs Node 24, and this is Node 20\.20\.2: .*Run “npm ci” again.*\n$/)
})

test('the Node that is needed is left alone', async () => {
  expect(await guarded('24.9.0')).toEqual({ code: 0, said: '' })
})
