import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Unix sockets hold at most 104 bytes of path on macOS, 108 on Linux, a final zero included. */
const LONGEST_SOCKET_PATH = 100

/** The socket of a folder: in it, or in a short folder of its own where its path would be too long. */
export function socketOf(folder: string): string {
  const inside = join(folder, 'socket')
  return Buffer.byteLength(inside) <= LONGEST_SOCKET_PATH ? inside : join(shortFolder(folder), 'socket')
}

/** Makes a folder that only this user may enter, and closes one that is there. @throws when another user has made it. */
export function makePrivate(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== process.getuid?.()) throw new Error(`${folder} belongs to somebody else`)
  chmodSync(folder, 0o700)
}

function shortFolder(folder: string): string {
  return join(tmpdir(), `shipmate-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`)
}
