import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
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

/** @throws when the file is there but is not a state of the host: guessing could start things twice. */
export function openHostMemory(file: string): HostMemory {
  let state = readHostState(file)
  const replace = (next: HostState): void => {
    writeWhole(file, JSON.stringify(next, undefined, 2))
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

/** What a host has noted, whether one runs or not. */
export function readHostState(file: string): HostState {
  try {
    return hostStateSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { instances: [], routes: [] }
    throw new Error(`${file} cannot be read as the state of the local host`, { cause: error })
  }
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
