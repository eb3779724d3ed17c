import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { childEnvironment } from '../process/child-environment.ts'
import { CannotRunAsError, chooseConfinement, type RunAs } from '../process/choose-confinement.ts'
import { confined } from '../process/confinement.ts'
import { inheritedAt, isOpenToAll } from './release-root.ts'
import { createWorkspace } from './workspace.ts'

export interface AskedIsolation {
  readonly runAs: RunAs
  readonly dataDir: string
  /** Files that hold tokens, if they are there. */
  readonly secretFiles: readonly string[]
}

/** Type-checks as the `Verdict` of the doctor. */
type Found =
  | { readonly state: 'ok' | 'not-configured'; readonly sentence: string }
  | { readonly state: 'failed'; readonly sentence: string; readonly remedy: string }

const TRY_MS = 10_000

/** How builds and services would be kept from the bot's tokens here, tried on those files, and where releases would lie. */
export function probeIsolation({ runAs, dataDir, secretFiles }: AskedIsolation): Found {
  try {
    const choice = chooseConfinement(runAs, childEnvironment())
    const dataFolder = resolve(dataDir)
    const { releases, confinement } = createWorkspace({ dataFolder, choice, secretFiles, log: () => undefined })
    const lie = `\nReleases lie in ${releases}.`
    const inherited = inheritedAt(releases)
    if (inherited !== undefined) {
      const remedy = 'Set dataDir to a folder with no package.json or node_modules above it.'
      return { state: 'failed', sentence: `Services would take modules from ${inherited}.${lie}`, remedy }
    }
    if (choice.kind === 'own-user' && !isOpenToAll(dirname(dirname(releases)))) {
      const sentence = `User ${choice.uid}, who is to run services, cannot get there: a folder above it is closed to others.${lie}`
      return {
        state: 'failed',
        sentence,
        remedy: 'Set dataDir to a folder that all can pass through, such as one in /srv.',
      }
    }
    if (choice.kind === 'none') {
      const sentence = `None: builds and services run as the user of the bot and can read its tokens (${choice.why}).${lie}`
      return { state: 'not-configured', sentence }
    }
    const open = secretFiles.filter((path) => existsSync(path) && canRead(path, confinement))
    const name = choice.kind === 'own-user' ? `as user ${choice.uid}` : 'in a user namespace of their own'
    const later = open.length === 0 ? '' : ` The start takes the right to read ${open.join(', ')} from others.`
    return { state: 'ok', sentence: `Builds and services run ${name}.${later}${lie}` }
  } catch (error) {
    if (!(error instanceof CannotRunAsError)) throw error
    return { state: 'failed', sentence: error.userMessage, remedy: 'Or set runAs to auto.' }
  }
}

function canRead(path: string, confinement: Parameters<typeof confined>[2]): boolean {
  const { file, args, options } = confined('head', ['-c', '1', '--', path], confinement)
  const read = spawnSync(file, args, { ...options, env: childEnvironment(), cwd: '/', timeout: TRY_MS })
  return read.status === 0 && read.stdout.length > 0
}
