import type { DeviceState, Fleet } from '../../src/domain/device.ts'
import {
  type Inventory,
  InventoryUnavailableError,
  type OrderAnswer,
  type RepairOrder,
  type VersionOrder,
} from '../../src/ports/inventory.ts'
import { readPage, rubbish } from './page.ts'
import { type Allowance, allowanceOf, readBody } from './read-body.ts'

export interface InventoryOptions {
  /** The address that paths are appended to. */
  readonly url: string
  /** Sent as a bearer token. */
  readonly token?: string
  /** For one whole reading, all pages of it, and for one order. */
  readonly timeoutMs: number
  readonly mostMegabytes: number
  readonly mostDevices: number
  /** In place of the network. */
  readonly fetch?: typeof fetch
}

/** An inventory that sends pages without end names the same devices over and over, or none. */
const MOST_PAGES = 1_000
/** Nobody reads more of why an order was refused. */
const LONGEST_REASON = 200

interface Remembered {
  readonly tag: string
  readonly fleet: Fleet
}

/** Reads and orders over HTTP, as docs/inventory.md has it. Redirects are not followed: the token is for this address alone. */
export function createHttpInventory(options: InventoryOptions): Inventory {
  const base = options.url.replace(/\/+$/, '')
  let remembered: Remembered | undefined
  let underWay: Promise<Fleet> | undefined

  const ask = async (path: string, init: RequestInit, signal: AbortSignal): Promise<Response> => {
    const { fetch: send = fetch, token } = options
    const headers = { ...init.headers, ...(token !== undefined && { authorization: `Bearer ${token}` }) }
    return send(`${base}${path}`, { ...init, headers, redirect: 'manual', signal })
  }

  const read = (): Promise<Fleet> =>
    withinTime(options.timeoutMs, async (signal) => {
      const allowance = allowanceOf(options.mostMegabytes)
      const tag = remembered?.tag
      const first = await ask('/devices', tag === undefined ? {} : { headers: { 'if-none-match': tag } }, signal)
      if (first.status === 304 && remembered) return remembered.fleet
      const fleet = await gather(first, allowance, signal)
      const given = first.headers.get('etag')
      remembered = given === null ? undefined : { tag: given, fleet }
      return fleet
    })

  const gather = async (first: Response, allowance: Allowance, signal: AbortSignal): Promise<Fleet> => {
    const cursors = new Set<string>()
    let page = await pageOf(first, allowance)
    const [devices, desired] = [[...page.devices], [...page.desired]]
    while (page.next !== undefined) {
      if (cursors.has(page.next) || cursors.size >= MOST_PAGES) throw rubbish('its pages have no end')
      cursors.add(page.next)
      page = await pageOf(await ask(`/devices?cursor=${encodeURIComponent(page.next)}`, {}, signal), allowance)
      devices.push(...page.devices)
      desired.push(...page.desired)
      checkCount(devices)
    }
    checkCount(devices)
    checkTwins(devices)
    return { devices, desired }
  }

  const checkCount = ({ length }: readonly unknown[]): void => {
    if (length > options.mostDevices)
      throw new InventoryUnavailableError({ kind: 'too-many', most: options.mostDevices })
  }

  const order = (path: string, method: 'PUT' | 'POST', { key, fencingToken }: Ordered, body: object) =>
    withinTime(options.timeoutMs, async (signal): Promise<OrderAnswer> => {
      const headers = {
        'content-type': 'application/json',
        'idempotency-key': key,
        'fencing-token': String(fencingToken),
      }
      const response = await ask(path, { method, headers, body: JSON.stringify(body) }, signal)
      // Who reads after the order must not be given what was read before it.
      underWay = undefined
      return answerOf(response)
    })

  return {
    address: base,
    devices() {
      if (underWay) return underWay
      const reading = read().finally(() => {
        if (underWay === reading) underWay = undefined
      })
      underWay = reading
      return reading
    },
    setVersion: ({ ring, service, release, ...ordered }: VersionOrder) =>
      order(`/rings/${encodeURIComponent(ring)}/services/${encodeURIComponent(service)}`, 'PUT', ordered, {
        version: release?.version ?? null,
        commit: release?.sha ?? null,
      }),
    repair: ({ device, service, action, release, ...ordered }: RepairOrder) =>
      order(`/devices/${encodeURIComponent(device)}/repair`, 'POST', ordered, {
        service,
        action,
        version: release.version,
        commit: release.sha,
      }),
  }
}

type Ordered = Pick<VersionOrder, 'key' | 'fencingToken'>

async function pageOf(response: Response, allowance: Allowance) {
  if (response.status === 200) return readPage(await readBody(response, allowance))
  await response.body?.cancel()
  throw new InventoryUnavailableError({ kind: 'refused', status: response.status })
}

/** The same service twice on one device: nobody can tell which of them is true. */
function checkTwins(devices: readonly DeviceState[]): void {
  const seen = new Set<string>()
  for (const { id, service } of devices) {
    const key = `${id}/${service}`
    if (seen.has(key)) throw rubbish(`it lists ${service} on ${id} twice`)
    seen.add(key)
  }
}

/** What cannot be understood or permitted will not be the next time either; everything else may pass. */
async function answerOf(response: Response): Promise<OrderAnswer> {
  const { ok, status } = response
  if (ok || status === 409) {
    await response.body?.cancel()
    return { kind: ok ? 'accepted' : 'outdated' }
  }
  if (status !== 400 && status !== 404 && status !== 422) {
    await response.body?.cancel()
    throw new InventoryUnavailableError({ kind: 'refused', status })
  }
  const said = await readBody(response, allowanceOf(1))
  return { kind: 'refused', why: said.replace(/\s+/g, ' ').trim().slice(0, LONGEST_REASON) || String(status) }
}

async function withinTime<Result>(ms: number, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const signal = AbortSignal.timeout(ms)
  try {
    return await work(signal)
  } catch (error) {
    if (error instanceof InventoryUnavailableError) throw error
    const isLate = signal.aborted || (error instanceof DOMException && error.name === 'TimeoutError')
    if (isLate) throw new InventoryUnavailableError({ kind: 'silent', seconds: ms / 1_000 }, { cause: error })
    throw new InventoryUnavailableError({ kind: 'unreachable', why: reasonOf(error) }, { cause: error })
  }
}

/** `fetch failed` says nothing; its cause does. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'the connection failed'
  const { cause } = error
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return typeof code === 'string' ? code : error.message
}
