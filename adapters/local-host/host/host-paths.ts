import { join, resolve } from 'node:path'
import { makePrivate, socketOf } from '../../process/private-socket.ts'
import { makeCredential } from './credential.ts'

/** Where the local host keeps its things. Only its own user may enter. */
export interface HostPaths {
  readonly folder: string
  readonly lock: string
  readonly state: string
  /** How many requests failed, by the hour. */
  readonly counts: string
  readonly log: string
  readonly instanceLogs: string
  readonly socket: string
  /** The word that the host asks for on its socket. */
  readonly credential: string
}

export function hostPaths(dataFolder: string): HostPaths {
  const folder = resolve(dataFolder, 'local-host')
  return {
    folder,
    lock: join(folder, 'lock'),
    state: join(folder, 'state.json'),
    counts: join(folder, 'traffic-by-hour.json'),
    log: join(folder, 'host.log'),
    instanceLogs: join(folder, 'logs'),
    credential: join(folder, 'credential'),
    socket: socketOf(folder),
  }
}

/** Makes the folders, and the credential in them. @throws when another user has made the one that is to hold the socket. */
export function prepareHostFolders(paths: HostPaths): void {
  for (const folder of [paths.folder, paths.instanceLogs]) makePrivate(folder)
  if (!paths.socket.startsWith(paths.folder)) makePrivate(join(paths.socket, '..'))
  makeCredential(paths.credential)
}
