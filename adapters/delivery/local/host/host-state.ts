import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { type HostState, hostStateSchema, type Instance, type Route } from './host-protocol.ts'

/** The host's memory. Every change is on disk before the call returns, whole or not at all. */
export interface HostMemory {
  state(): HostState
  instance(id: string): Instance | undefined
  route(service: string, environment: string): Route | undefined
  keepInstance(instance: Instance): void
  forgetInstance(id: string): void
  keepRoute(route: Route): void
}

/** @throws when the file is there but is not a state of the host: guessing could start things twice. */
export function openHostMemory(file: string): HostMemory {
  let state = readHostState(file)
  const keep = (next: HostState): void => {
    writeWhole(file, JSON.stringify(next, undefined, 2))
    state = next
  }
  return {
    state: () => state,
    instance: (id) => state.instances.find((instance) => instance.id === id),
    route: (service, environment) => state.routes.find((route) => isAt(route, { service, environment })),
    keepInstance: (instance) =>
      keep({ ...state, instances: [...state.instances.filter(({ id }) => id !== instance.id), instance] }),
    forgetInstance: (id) => keep({ ...state, instances: state.instances.filter((instance) => instance.id !== id) }),
    keepRoute: (route) => keep({ ...state, routes: [...state.routes.filter((other) => !isAt(other, route)), route] }),
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
