import { beforeEach, expect, test } from 'vitest'
import type { WorkerEntry } from '../../src/domain/worker.ts'
import type { WorkerRegistry } from '../../src/ports/worker-registry.ts'

export interface RegistryUnderTest {
  /** Two under one name are two processes. */
  open(name: string): Promise<WorkerRegistry>
  /** Lets time pass by the clock that the leases go by. */
  pass(name: string, ms: number): Promise<void>
}

const LEASE_MS = 15_000
const MINUTE_MS = 60_000

export const workerNamed = (id: string, changes: Partial<WorkerEntry> = {}): WorkerEntry => ({
  id,
  name: `worker ${id}`,
  host: 'machine-1',
  pid: 4711,
  capabilities: ['build', 'deploy'],
  models: ['ollama/qwen3:8b'],
  inHand: 0,
  capacity: 8,
  deciding: [{ name: 'deploy', capabilities: ['deploy.risk'], model: 'qwen3:8b', inHand: 0 }],
  ...changes,
})

export function workerRegistryContract(tested: () => RegistryUnderTest, freshName: () => string): void {
  let name: string
  let registry: WorkerRegistry
  let another: WorkerRegistry

  beforeEach(async () => {
    name = freshName()
    registry = await tested().open(name)
    another = await tested().open(name)
  })
  const pass = (ms: number): Promise<void> => tested().pass(name, ms)
  const states = async (): Promise<readonly string[]> => (await another.list()).map(({ id, state }) => `${id} ${state}`)

  test('nobody is there at first', async () => {
    expect(await registry.list()).toEqual([])
  })

  test('whoever registers is seen by every process, with all it said', async () => {
    await registry.register(workerNamed('a'), LEASE_MS)
    expect(await another.list()).toEqual([
      { ...workerNamed('a'), state: 'live', registeredForMs: expect.any(Number), lastSeenMs: expect.any(Number) },
    ])
  })

  test('registering again renews the lease and says how busy it is now, since the same moment', async () => {
    await registry.register(workerNamed('a'), LEASE_MS)
    await pass(10_000)
    await registry.register(workerNamed('a', { inHand: 3 }), LEASE_MS)
    await pass(10_000)
    const [agent] = await another.list()
    expect(agent).toMatchObject({ id: 'a', state: 'live', inHand: 3 })
    expect(agent?.registeredForMs).toBeGreaterThanOrEqual(20_000)
    expect(agent?.lastSeenMs).toBeGreaterThanOrEqual(10_000)
    expect(agent?.lastSeenMs).toBeLessThan(20_000)
  })

  test('one that does not renew is lost when its lease is over, and forgotten after ten minutes', async () => {
    await registry.register(workerNamed('a'), LEASE_MS)
    await pass(LEASE_MS)
    expect(await states()).toEqual(['a lost'])
    await pass(9 * MINUTE_MS)
    expect(await states()).toEqual(['a lost'])
    await pass(MINUTE_MS)
    expect(await states()).toEqual([])
  })

  test('one that was lost and comes back is there again', async () => {
    await registry.register(workerNamed('a'), LEASE_MS)
    await pass(LEASE_MS)
    await registry.register(workerNamed('a'), LEASE_MS)
    expect(await states()).toEqual(['a live'])
  })

  test('one that leaves is not listed, and the others are, in the order they came', async () => {
    for (const id of ['b', 'a', 'c']) await registry.register(workerNamed(id), LEASE_MS)
    await another.deregister('a')
    await another.deregister('nobody')
    expect(await states()).toEqual(['b live', 'c live'])
  })

  test('names may hold anything that people and machines write', async () => {
    const odd = workerNamed('a', { name: 'Ana’s “box”\u0000 🚢', host: "'; DROP TABLE agent" })
    await registry.register(odd, LEASE_MS)
    expect(await another.list()).toMatchObject([odd])
  })
}
