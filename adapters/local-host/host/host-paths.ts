import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
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

/** Unix sockets hold at most 104 bytes of path on macOS, 108 on Linux, a final zero included. */
const LONGEST_SOCKET_PATH = 100

export function hostPaths(dataFolder: string): HostPaths {
  const folder = resolve(dataFolder, 'local-host')
  const inside = join(folder, 'socket')
  return {
    folder,
    lock: join(folder, 'lock'),
    state: join(folder, 'state.json'),
    counts: join(folder, 'traffic-by-hour.json'),
    log: join(folder, 'host.log'),
    instanceLogs: join(folder, 'logs'),
    credential: join(folder, 'credential'),
    socket: Buffer.byteLength(inside) <= LONGEST_SOCKET_PATH ? inside : join(shortFolder(folder), 'socket'),
  }
}

/** Makes the folders, and the credential in them. @throws when another user has made the one that is to hold the socket. */
export function prepareHostFolders(paths: HostPaths): void {
  for (const folder of [paths.folder, paths.instanceLogs]) makePrivate(folder)
  if (!paths.socket.startsWith(paths.folder)) makePrivate(join(paths.socket, '..'))
  makeCredential(paths.credential)
}

function shortFolder(folder: string): string {
  return join(tmpdir(), `shipmate-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`)
}

function makePrivate(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== process.getuid?.()) throw new Error(`${folder} belongs to somebody else`)
  chmodSync(folder, 0o700)
}
