import { createHash } from 'node:crypto'
import type { Clock } from '../../src/ports/clock.ts'

/** Devices before the first step: the ring of each, the version it has of each service, and what its ring was told. */
export type FleetScript = Readonly<
  Record<
    string,
    {
      readonly ring: string
      readonly runs: Readonly<Record<string, string>>
      readonly told?: Readonly<Record<string, string>>
    }
  >
>

/** How the inventory itself is. */
export const INVENTORY_STATES = ['up', 'down', 'silent', 'rubbish', 'huge', 'empty'] as const
export type InventoryState = (typeof INVENTORY_STATES)[number]

/** An inventory with its devices, all in memory; it speaks the contract of docs/inventory.md. */
export interface Fleet {
  state: InventoryState
  /** How often it was asked for its devices, and how often it could say that nothing has changed. */
  readonly asked: { readonly lists: number; readonly unchanged: number }
  /** The orders that were carried out, each once: `restart payments on kiosk-17`. */
  readonly done: readonly string[]
  /** In place of the network. */
  readonly fetch: typeof fetch
  /** A ring has a version without anybody having asked for it here. */
  tell(ring: string, service: string, version: string, commit: string): void
  /** The version that all devices of a ring have; `mixed` where they differ. */
  versionIn(ring: string, service: string): string | undefined
  /**
   * Something happens to a device: it is `stopped`, its service is `missing`, it is `misconfigured`, `silent` or `unclear`,
   * `gone` from the inventory, or has another version. A `stuck` one takes no orders, a `relapsing` one falls back after
   * each fix.
   */
  turn(device: string, service: string, into: string): void
}

interface Installed {
  version: string | undefined
  configHash: string
  running: boolean | undefined
}

interface Device {
  readonly id: string
  readonly ring: string
  readonly services: Map<string, Installed>
  silentSince: string | undefined
  isStuck: boolean
  relapsesInto: string | undefined
}

/** How long devices take to do what they are told, and to fall back. */
const TAKES_MS = 20_000
const RELAPSES_AFTER_MS = 90_000
const PAGE = 2
const MEGABYTE = new Uint8Array(1024 * 1024).fill(120)
const GOOD_CONFIG = 'sha256:good'

export function createFleet(script: FleetScript, clock: Pick<Clock, 'now'>): Fleet {
  const devices = new Map<string, Device>(
    Object.entries(script).map(([id, { ring, runs }]) => [
      id,
      {
        ...{ id, ring, silentSince: undefined, isStuck: false, relapsesInto: undefined },
        services: new Map(
          Object.entries(runs).map(([service, version]) => [
            service,
            { version, configHash: GOOD_CONFIG, running: true },
          ]),
        ),
      },
    ]),
  )
  const desired = new Map<string, { ring: string; service: string; version: string | undefined; commit: string }>()
  for (const { ring, told } of Object.values(script))
    for (const [service, version] of Object.entries(told ?? {}))
      desired.set(`${ring}/${service}`, { ring, service, version, commit: version })
  const tokens = new Map<string, number>()
  const keys = new Set<string>()
  const asked = { lists: 0, unchanged: 0 }
  const done: string[] = []
  let coming: { readonly at: number; readonly happens: () => void }[] = []

  const later = (ms: number, happens: () => void): void => {
    coming.push({ at: clock.now().getTime() + ms, happens })
  }
  const catchUp = (): void => {
    const now = clock.now().getTime()
    for (let due = coming.filter(({ at }) => at <= now); due.length > 0; due = coming.filter(({ at }) => at <= now)) {
      coming = coming.filter(({ at }) => at > now)
      for (const { happens } of due.toSorted((one, other) => one.at - other.at)) happens()
    }
  }
  const turn: Fleet['turn'] = (id, service, into) => {
    const device = devices.get(id)
    const installed = device?.services.get(service)
    if (!device || !installed) throw new Error(`${id} with ${service} is no device of the rehearsal`)
    if (into === 'stuck') device.isStuck = true
    else if (into === 'gone') devices.delete(id)
    else if (into === 'silent') device.silentSince = clock.now().toISOString()
    else if (into === 'missing') installed.version = undefined
    else if (into === 'stopped') installed.running = false
    else if (into === 'unclear') installed.running = undefined
    else if (into === 'misconfigured') installed.configHash = 'sha256:other'
    else if (into.startsWith('relapsing-')) {
      device.relapsesInto = into.slice('relapsing-'.length)
      turn(id, service, device.relapsesInto)
    } else {
      device.silentSince = undefined
      device.isStuck = false
      device.relapsesInto = undefined
      Object.assign(installed, { version: into, running: true, configHash: GOOD_CONFIG })
    }
  }
  const put = (device: Device, service: string, version: string | undefined): void => {
    const installed = device.services.get(service)
    if (!installed || device.isStuck || device.silentSince !== undefined) return
    later(TAKES_MS, () => {
      Object.assign(installed, { version, running: true, configHash: GOOD_CONFIG })
      const into = device.relapsesInto
      if (into !== undefined)
        later(RELAPSES_AFTER_MS, () => device.relapsesInto === into && turn(device.id, service, into))
    })
  }
  const isOutdated = (subject: string, token: number): boolean => {
    const highest = tokens.get(subject) ?? 0
    if (token < highest) return true
    tokens.set(subject, token)
    return false
  }
  const rows = () =>
    [...devices.values()].flatMap(({ id, ring, services, silentSince }) =>
      [...services].map(([service, { version, configHash, running }]) => ({
        ...{ id, ring, service, version: version ?? null, configHash, running: running ?? null },
        lastSeen: silentSince ?? clock.now().toISOString().slice(0, 16).concat(':00Z'),
      })),
    )

  const list = (url: URL, headers: Headers): Response => {
    asked.lists += 1
    const all = rows()
    const etag = `"${createHash('sha256')
      .update(JSON.stringify([all, [...desired]]))
      .digest('hex')
      .slice(0, 16)}"`
    const from = Number(url.searchParams.get('cursor') ?? 0)
    if (from === 0 && headers.get('if-none-match') === etag) {
      asked.unchanged += 1
      return new Response(null, { status: 304, headers: { etag } })
    }
    const next = from + PAGE < all.length ? String(from + PAGE) : null
    const told = [...desired.values()].map(({ version, ...one }) => ({
      ...one,
      version: version ?? null,
      configHash: GOOD_CONFIG,
    }))
    const page = { devices: all.slice(from, from + PAGE), desired: from === 0 ? told : [], next }
    return Response.json(page, { headers: { etag } })
  }

  const setVersion = (ring: string, service: string, order: Order): Response => {
    if (isOutdated(`${ring}/${service}`, order.token)) return new Response(null, { status: 409 })
    const version = typeof order.body.version === 'string' ? order.body.version : undefined
    const there = desired.get(`${ring}/${service}`)
    if (there && there.version === version) return new Response(null, { status: 204 })
    desired.set(`${ring}/${service}`, { ring, service, version, commit: String(order.body.commit ?? '') })
    done.push(`${service} ${version ?? 'nothing'} in ${ring}`)
    for (const device of devices.values()) if (device.ring === ring) put(device, service, version)
    return new Response(null, { status: 204 })
  }

  const repair = (id: string, order: Order): Response => {
    const device = devices.get(id)
    if (!device) return Response.json({ message: `there is no ${id}` }, { status: 404 })
    if (isOutdated(`${id}/${String(order.body.service)}`, order.token)) return new Response(null, { status: 409 })
    if (keys.has(order.key)) return new Response(null, { status: 202 })
    keys.add(order.key)
    const service = String(order.body.service)
    done.push(`${String(order.body.action)} ${service} on ${id}`)
    put(device, service, String(order.body.version))
    return new Response(null, { status: 202 })
  }

  const fleet: Fleet = {
    state: 'up',
    asked,
    done,
    turn,
    async fetch(input, init) {
      const request = new Request(input, init)
      catchUp()
      if (fleet.state !== 'up') return unfit(fleet.state)
      const url = new URL(request.url)
      const [, first = '', second = '', third, fourth = ''] = url.pathname.split('/').map(decodeURIComponent)
      const { headers } = request
      if (request.method === 'GET') return list(url, headers)
      const order: Order = {
        key: headers.get('idempotency-key') ?? '',
        token: Number(headers.get('fencing-token')),
        body: (await request.json()) as Order['body'],
      }
      if (request.method === 'PUT' && first === 'rings' && third === 'services')
        return setVersion(second, fourth, order)
      return repair(second, order)
    },
    tell(ring, service, version, commit) {
      desired.set(`${ring}/${service}`, { ring, service, version, commit })
    },
    versionIn(ring, service) {
      catchUp()
      const found = [...devices.values()].filter((device) => device.ring === ring && device.services.has(service))
      const versions = new Set(found.map(({ services }) => services.get(service)?.version))
      return versions.size > 1 ? 'mixed' : [...versions][0]
    },
  }
  return fleet
}

interface Order {
  readonly key: string
  readonly token: number
  readonly body: Readonly<Record<string, unknown>>
}

/** What an inventory answers that is not well. */
function unfit(state: Exclude<InventoryState, 'up'>): Response {
  switch (state) {
    case 'down':
      return new Response('out of order', { status: 503 })
    // The time that a real one is given has passed at once here.
    case 'silent':
      throw new DOMException('nothing came', 'TimeoutError')
    case 'rubbish':
      return new Response('<html>please log in</html>', { headers: { 'content-type': 'text/html' } })
    case 'empty':
      return new Response('')
    case 'huge': {
      let left = 50
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          if (left-- > 0) controller.enqueue(MEGABYTE)
          else controller.close()
        },
      })
      return new Response(body)
    }
  }
}
