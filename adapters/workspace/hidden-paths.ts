import { existsSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { delimiter, dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hostPaths } from '../local-host/host/host-paths.ts'
import { LOG_SOCKET_FOLDER, logSocket } from '../log-socket/log-socket.ts'
import { childEnvironment } from '../process/child-environment.ts'

/** What the bot keeps, by name, where releases lie among it. */
const OWN_NAMES = [
  'pglite',
  'local-host',
  'mirrors',
  'sample',
  'commands',
  'shipmate.log',
  // Whoever may speak to it reads the whole log.
  LOG_SOCKET_FOLDER,
] as const

/**
 * What is covered in the namespaces of builds and instances, each path outside of the others.
 *
 * @param secretFiles Outside of the data folder.
 */
export function hiddenPaths(
  { dataFolder, secretFiles }: { readonly dataFolder: string; readonly secretFiles: readonly string[] },
  releases: string,
): readonly string[] {
  const isInside = dirname(releases) === dataFolder
  const socketFolders = [hostPaths(dataFolder).socket, logSocket(dataFolder)].map(dirname)
  // Whoever speaks to the person's own session may have it start programs outside.
  const session = `/run/user/${process.getuid?.()}`
  const own = isInside ? OWN_NAMES.map((name) => join(dataFolder, name)) : [dataFolder]
  const sockets = socketFolders.filter((folder) => !folder.startsWith(dataFolder))
  const secrets = secretFiles.map((file) => coverOf(file, releases))
  return outermost([...own, ...sockets, ...secrets, session])
}

/** What lies in a folder that is covered can be neither found nor covered once more. */
function outermost(paths: readonly string[]): readonly string[] {
  return [...new Set(paths)].filter((path) => !paths.some((other) => other !== path && isIn(other, path)))
}

const BOT_FOLDER = resolve(fileURLToPath(new URL('../..', import.meta.url)))

/**
 * What to cover so that a file of the bot cannot be read. A file that is covered alone shows again once another one is put
 * in its place, as editors do it. So the folder of the bot is covered as a whole, unless services need something in there.
 */
function coverOf(file: string, releases: string): string {
  const { PATH = '', NODE_EXTRA_CA_CERTS = '', SSL_CERT_FILE = '' } = childEnvironment()
  const node = PATH.split(delimiter).find((folder) => existsSync(join(folder, 'node'))) ?? ''
  const needed = [releases, homedir(), tmpdir(), node, NODE_EXTRA_CA_CERTS, SSL_CERT_FILE].filter((path) => path !== '')
  return dirname(file) === BOT_FOLDER && !needed.some((path) => isIn(BOT_FOLDER, resolve(path))) ? BOT_FOLDER : file
}

function isIn(folder: string, path: string): boolean {
  return !relative(folder, path).split(sep).includes('..')
}
