import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs'
import { type HostState, hostStateSchema, type Instance, type Route } from './host-protocol.ts'

export interface MemoryChange {
  readonly instances?: readonly Instance[]
  readonly route?: Route
}

/** The host's memory. Every change is on disk before the call returns, whole or not at all. */
export interface HostMemory {
  state(): HostState
  instance(id: string): Instance | undefined
  route(service: string, environment: string): Route | undefined
  keep(change: MemoryChange): void
  forgetInstance(id: string): void
}

/** Thrown when neither the file nor its copy is a state of the host: what runs is then known by its marks alone. */
export class DamagedStateError extends Error {
  override readonly name = 'DamagedStateError'
}

/** What a host begins with. `setAside` is where a file lies that was damaged, `isKnown` whether its copy said the same. */
export interface OpenedMemory {
  readonly memory: HostMemory
  readonly setAside?: string
  readonly isKnown: boolean
}

/** A file that is damaged is set aside, and its copy used; without one the host begins with nothing. */
export function openHostMemory(file: string): OpenedMemory {
  const read = parsed(file)
  if (read !== 'damaged') {
    // Files from before there were copies have none.
    if (read !== undefined) writeCopy(copyOf(file), JSON.stringify(read))
    return { memory: memoryOf(file, read ?? NOTHING), isKnown: true }
  }
  const setAside = `${file}.damaged-${Date.now()}`
  renameSync(file, setAside)
  const copy = parsed(copyOf(file))
  const isKnown = copy !== undefined && copy !== 'damaged'
  const memory = memoryOf(file, isKnown ? copy : NOTHING)
  memory.keep({})
  return { memory, setAside, isKnown }
}

function memoryOf(file: string, opened: HostState): HostMemory {
  let state = opened
  const replace = (next: HostState): void => {
    const text = JSON.stringify(next, undefined, 2)
    writeWhole(file, text)
    writeCopy(copyOf(file), text)
    state = next
  }
  return {
    state: () => state,
    instance: (id) => state.instances.find((instance) => instance.id === id),
    route: (service, environment) => state.routes.find((route) => isAt(route, { service, environment })),
    keep: (change) => replace(changed(state, change)),
    forgetInstance: (id) => replace({ ...state, instances: state.instances.filter((instance) => instance.id !== id) }),
  }
}

function changed(state: HostState, { instances = [], route }: MemoryChange): HostState {
  const ids = instances.map(({ id }) => id)
  return {
    instances: [...state.instances.filter(({ id }) => !ids.includes(id)), ...instances],
    routes: route ? [...state.routes.filter((other) => !isAt(other, route)), route] : state.routes,
  }
}

type Place = { readonly service: string; readonly environment: string }

export function isAt(one: Place, other: Place): boolean {
  return one.service === other.service && one.environment === other.environment
}

const NOTHING: HostState = { instances: [], routes: [] }

/** What a host has noted, whether one runs or not. @throws {DamagedStateError} */
export function readHostState(file: string): HostState {
  const read = parsed(file)
  const state = read === 'damaged' ? parsed(copyOf(file)) : (read ?? NOTHING)
  if (state === undefined || state === 'damaged') throw new DamagedStateError(`${file} is damaged`)
  return state
}

/** Undefined when there is no such file. */
function parsed(file: string): HostState | 'damaged' | undefined {
  try {
    return hostStateSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? undefined : 'damaged'
  }
}

function copyOf(file: string): string {
  return `${file}.copy`
}

/** The file itself is on disk by now; its copy may come there when it likes. */
function writeCopy(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

function writeWhole(file: string, text: string): void {
  const descriptor = openSync(`${file}.new`, 'w', 0o600)
  try {
    writeSync(descriptor, text)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  renameSync(`${file}.new`, file)
}
