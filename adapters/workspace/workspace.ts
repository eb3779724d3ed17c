import { chmodSync, chownSync, lstatSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { ConfinementChoice } from '../process/choose-confinement.ts'
import type { Confinement } from '../process/confinement.ts'
import { hiddenPaths } from './hidden-paths.ts'
import { makePassage, PASSAGE } from './passage.ts'
import { isOpenToAll, releaseRoot } from './release-root.ts'

/** Where releases lie, and how what is in them is run. */
export interface Workspace {
  readonly releases: string
  readonly confinement: Confinement
  /** Makes the folders, and closes what is the bot's own to whoever runs releases as another user. */
  prepare(): void
}

export interface WorkspaceConfig {
  /** Absolute. */
  readonly dataFolder: string
  readonly choice: ConfinementChoice
  /** Files of the bot outside of the data folder that hold secrets. */
  readonly secretFiles: readonly string[]
  readonly log: (line: string) => void
}

const OWNER_ONLY = 0o700
const NOT_FOR_OTHERS = ~0o007

export function createWorkspace(config: WorkspaceConfig): Workspace {
  const { dataFolder, choice } = config
  switch (choice.kind) {
    case 'own-user': {
      const releases = releaseRoot(dataFolder, true)
      const confinement = { ...choice, home: join(dirname(releases), `home-${choice.uid}`) }
      return { releases, confinement, prepare: () => prepareForOther(config, releases, confinement) }
    }
    case 'namespace': {
      const releases = releaseRoot(dataFolder)
      const confinement = { kind: 'namespace', hidden: hiddenPaths(config, releases) } as const
      return { releases, confinement, prepare: () => makePrivate(releases) }
    }
    case 'none': {
      const releases = releaseRoot(dataFolder)
      return { releases, confinement: { kind: 'none' }, prepare: () => makePrivate(releases) }
    }
  }
}

function makePrivate(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: OWNER_ONLY })
}

type OtherUser = Extract<Confinement, { kind: 'own-user' }>

function prepareForOther(config: WorkspaceConfig, releases: string, { uid, gid, home }: OtherUser): void {
  const { dataFolder, secretFiles } = config
  if (!isOpenToAll(dirname(dirname(releases))))
    config.log(`user ${uid} cannot reach ${releases}, so nothing can run there: a folder above it is closed to others`)
  mkdirSync(join(dataFolder, 'mirrors'), { recursive: true, mode: OWNER_ONLY })
  const open = [basename(releases), basename(home)]
  const own = readdirSync(dataFolder).filter((name) => dirname(releases) !== dataFolder || !open.includes(name))
  for (const path of [...own.map((name) => join(dataFolder, name)), ...secretFiles]) closeToOthers(path, config.log)
  makePassage(releases)
  mkdirSync(home, { recursive: true, mode: OWNER_ONLY })
  if (lstatSync(home).isDirectory()) chownSync(home, uid, gid)
  // Only now, when all that is the bot's in there is closed.
  chmodSync(dirname(releases), PASSAGE)
}

function closeToOthers(path: string, log: (line: string) => void): void {
  try {
    const found = statSync(path, { throwIfNoEntry: false })
    if (found === undefined || (found.mode & ~NOT_FOR_OTHERS) === 0) return
    chmodSync(path, found.mode & NOT_FOR_OTHERS)
  } catch (error) {
    log(`${resolve(path)} can be read by the services: ${String(error)}. Take that right from others (chmod o-rwx).`)
  }
}
