import { createServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createHttpInventory } from '../../adapters/inventory/http-inventory.ts'
import { createFleet, type Fleet } from '../../adapters/rehearsal/fleet.ts'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { InventoryUnavailableError } from '../../src/ports/inventory.ts'
import { serveInventory } from '../support/inventory-server.ts'
import { type Bounds, inventoryContract, type KnownFleet } from './inventory-contract.ts'

const USUAL = { timeoutMs: 60_000, mostMegabytes: 16, mostDevices: 100 }

function fleetOf(): { fleet: Fleet; clock: KnownFleet['clock'] } {
  const clock = createHandClock(new Date('2026-03-02T09:00:00Z'))
  const kiosk = (ring: string) => ({ ring, runs: { payments: 'v1.0.0' } })
  const [zero, one] = [kiosk('ring-0'), kiosk('ring-1')]
  return {
    clock,
    fleet: createFleet({ 'kiosk-1': zero, 'kiosk-2': zero, 'kiosk-3': zero, 'kiosk-4': zero, 'kiosk-5': one }, clock),
  }
}

describe('an inventory behind HTTP', () => {
  inventoryContract(async (run, bounds) => {
    const known = fleetOf()
    const url = await serveInventory(known.fleet.fetch)
    await run({ ...known, inventory: createHttpInventory({ ...USUAL, url, ...bounds }) })
  })
})

describe('an inventory of a rehearsal', () => {
  inventoryContract(async (run, bounds) => {
    const known = fleetOf()
    const { fetch } = known.fleet
    await run({ ...known, inventory: createHttpInventory({ ...USUAL, url: 'http://fleet.example', fetch, ...bounds }) })
  })
})

/** What is told of an inventory that answers so. */
async function problemWith(answer: Fleet['fetch'], bounds: Bounds = {}): Promise<unknown> {
  const url = await serveInventory(answer)
  const error = await createHttpInventory({ ...USUAL, url, ...bounds })
    .devices()
    .catch((caught: unknown) => caught)
  return error instanceof InventoryUnavailableError ? error.problem : error
}

const row = {
  id: 'kiosk-1',
  ring: 'ring-0',
  service: 'payments',
  version: 'v1',
  running: true,
  lastSeen: '2026-03-02T09:00:00Z',
}
const page = (devices: readonly object[], next?: string) => async () => Response.json({ devices, next })

test('one that never ends its answer is given up in time', async () => {
  const never = async () =>
    new Response(new ReadableStream({ start: (controller) => controller.enqueue(Buffer.from('{')) }))
  expect(await problemWith(never, { timeoutMs: 200 })).toEqual({ kind: 'silent', seconds: 0.2 })
})

test('one that nobody serves, or that hangs up, cannot be reached', async () => {
  const server = createServer((socket) => socket.destroy())
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await expect(createHttpInventory({ ...USUAL, url: `http://127.0.0.1:${port}` }).devices()).rejects.toMatchObject({
    problem: { kind: 'unreachable' },
  })
})

test('it is not followed to another address: the token is for this one', async () => {
  const asked: string[] = []
  const elsewhere = async (input: unknown): Promise<Response> => {
    asked.push(String(input))
    return new Response(null, { status: 302, headers: { location: 'http://127.0.0.1:1/devices' } })
  }
  expect(await problemWith(elsewhere, { token: 'tell nobody' })).toEqual({ kind: 'refused', status: 302 })
  expect(asked).toHaveLength(1)
})

test.each([
  ['a device without a ring', [{ ...row, ring: undefined }], 'devices.0.ring expected string, received undefined'],
  [
    'a device with a name that leads elsewhere',
    [{ ...row, id: '../ring-1' }],
    /^devices\.0\.id must be 1 to 100 letters/,
  ],
  ['a device that runs perhaps', [row, { ...row, id: 'kiosk-2', running: 'perhaps' }], /^devices\.1\.running/],
  ['a moment that is none', [{ ...row, lastSeen: 'yesterday' }], /^devices\.0\.lastSeen/],
  ['the same twice', [row, { ...row, version: 'v2' }], 'it lists payments on kiosk-1 twice'],
])('%s makes the whole of it rubbish, and it is said where', async (_, devices, what) => {
  const told = typeof what === 'string' ? what : expect.stringMatching(what)
  expect(await problemWith(page(devices))).toEqual({ kind: 'rubbish', what: told })
})

test('pages without end are noticed', async () => {
  expect(await problemWith(page([], 'again'))).toEqual({ kind: 'rubbish', what: 'its pages have no end' })
})

test('the token goes along, and what is not part of the contract is passed over', async () => {
  const tokens: unknown[] = []
  const url = await serveInventory(async (_, init) => {
    tokens.push(new Headers(init?.headers).get('authorization'))
    return Response.json({ devices: [{ ...row, colour: 'red' }], more: true })
  })
  const { devices } = await createHttpInventory({ ...USUAL, url, token: 't0ken' }).devices()
  expect(tokens).toEqual(['Bearer t0ken'])
  expect(devices).toEqual([{ ...row, lastSeen: '2026-03-02T09:00:00.000Z' }])
})
