import { resolve } from 'node:path'
import { socketOf } from '../process/private-socket.ts'

/** In the data folder. */
export const LOG_SOCKET_FOLDER = 'audit'

/** Where the process that has an embedded database answers questions about its log; only its own user may ask. */
export function logSocket(dataFolder: string): string {
  return socketOf(resolve(dataFolder, LOG_SOCKET_FOLDER))
}
