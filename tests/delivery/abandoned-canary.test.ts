import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ALONE_MS, stopAbandoned } from '../../adapters/local-host/host/abandoned-canary.ts'
import { chooseUpstream } from '../../adapters/local-host/host/choose-upstream.ts'
import type { Instance } from '../../adapters/local-host/host/host-protocol.ts'
import { type HostMemory, openHostMemory } from '../../adapters/local-host/host/host-state.ts'

const SEEN_AT = '2026-03-02T09:00:00.000Z'
const place = { service: 'mail', environment: 'staging' }
let folder: string
let memory: HostMemory

const instance = (id: string, role: Instance['role'], port: number): Instance => ({
  ...{ id, role, port, ...place },
  ...{ task: `TASK-${port}`, release: { sha: 'a'.repeat(40), version: id }, folder: '/', command: ['true'] },
  ...{ drainSeconds: 1, log: `/${id}.log`, crashes: 0, process: { pid: 2 ** 31 - 1, startedAt: 'never' } },
})

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
  memory = openHostMemory(join(folder, 'state.json')).memory
  const canary = { instance: 'new', percent: 25, since: SEEN_AT, seenAt: SEEN_AT }
  memory.keep({
    instances: [instance('old', 'serving', 1), instance('new', 'candidate', 2)],
    route: { ...place, publicPort: 8080, token: 1, instance: 'old', canary },
  })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function asked(times: number): readonly string[] {
  const choose = chooseUpstream(memory, 'mail', 'staging')
  return Array.from({ length: times }, choose).map((to) => (to.kind === 'instance' ? to.id : 'none'))
}

const after = (ms: number): Date => new Date(Date.parse(SEEN_AT) + ms)

test('the share is spread evenly, and the instance that serves takes over what the canary fails', () => {
  expect(asked(8)).toEqual(['old', 'old', 'old', 'new', 'old', 'old', 'old', 'new'])
  const choose = chooseUpstream(memory, 'mail', 'staging')
  const [, , , canary] = Array.from({ length: 4 }, choose)
  expect(canary).toMatchObject({ id: 'new', task: 'TASK-2', otherwise: { id: 'old', task: 'TASK-1' } })
})

test('a canary whose instance has ended gets nothing', () => {
  const { process: _, ...ended } = instance('new', 'candidate', 2)
  memory.keep({ instances: [ended] })
  expect(new Set(asked(8))).toEqual(new Set(['old']))
})

test('a canary that nobody looks after is put back after a while, and not before', () => {
  stopAbandoned(memory, after(ALONE_MS - 1))
  expect(memory.instance('new')?.role).toBe('candidate')
  expect(asked(4)).toContain('new')
  stopAbandoned(memory, after(ALONE_MS))
  expect(memory.instance('new')?.role).toBe('retiring')
  expect(memory.route('mail', 'staging')).not.toHaveProperty('canary')
  expect(asked(4)).not.toContain('new')
})
