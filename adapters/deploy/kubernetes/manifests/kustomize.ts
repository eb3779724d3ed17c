import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { execa } from 'execa'
import { confinedEnvironment } from '../../../process/child-environment.ts'
import { type Confinement, confined } from '../../../process/confinement.ts'
import type { Redact } from '../../../process/log-tail.ts'
import { oneLine } from '../one-line.ts'
import { UnfitError } from '../undertaking.ts'

const TIMEOUT_MS = 20_000
const MOST_BYTES = 4 * 1024 * 1024

/** A program of the team's machine that builds kustomizations, with the arguments that come before the folder. */
export interface KustomizeProgram {
  readonly file: string
  readonly args: readonly string[]
}

const PROGRAMS: readonly KustomizeProgram[] = [
  { file: 'kustomize', args: ['build'] },
  { file: 'kubectl', args: ['kustomize'] },
]

/** The first that is on the path. @param path The value of PATH. */
export async function findKustomize(path = process.env.PATH ?? ''): Promise<KustomizeProgram | undefined> {
  for (const program of PROGRAMS)
    for (const folder of path.split(delimiter))
      if (folder !== '' && (await isProgram(join(folder, program.file))))
        return { ...program, file: join(folder, program.file) }
  return undefined
}

const isProgram = (file: string): Promise<boolean> =>
  access(file, constants.X_OK).then(
    () => true,
    () => false,
  )

/** Why kustomizations cannot be built here, for people. */
export const NO_KUSTOMIZE = 'Neither kustomize nor kubectl is on the PATH of the bot, so no kustomization can be built.'
export const INSTALL_KUSTOMIZE = 'Install one of them for the bot, or give plain manifests.'

export interface KustomizeRun {
  /** Absolute, inside of a checkout that was handed over to whoever runs builds. */
  readonly folder: string
  /** For people. */
  readonly name: string
  readonly confinement: Confinement
  readonly redact: Redact
  readonly remoteBases: boolean
  readonly signal: AbortSignal
}

/**
 * What a kustomization comes to, as YAML. No plug-ins, no functions, no charts: kustomize runs those only when it is asked to.
 * @throws {UnfitError}
 */
export async function runKustomize(run: KustomizeRun): Promise<string> {
  const program = await findKustomize()
  if (!program) throw new UnfitError(`${NO_KUSTOMIZE} Nothing was changed.`, `${INSTALL_KUSTOMIZE} Then ask again.`)
  const { folder, confinement, signal, name, redact } = run
  const command = confined(program.file, [...program.args, '--', folder], confinement)
  const result = await execa(command.file, command.args, {
    ...command.options,
    cwd: folder,
    env: confinedEnvironment(confinement, run.remoteBases ? {} : OFFLINE),
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
    timeout: TIMEOUT_MS,
    forceKillAfterDelay: 1_000,
    maxBuffer: MOST_BYTES,
    cancelSignal: signal,
  })
  if (!result.failed) return result.stdout
  signal.throwIfAborted()
  throw new UnfitError(
    `The kustomization ${name} cannot be built: ${redact(oneLine(whyOf(result)))}. Nothing was changed.`,
    'Correct it, then deploy the new commit.',
  )
}

/** Bases are files of the commit: what would be fetched all the same finds no way out. */
const OFFLINE = {
  GIT_ALLOW_PROTOCOL: 'none',
  ...{ HTTP_PROXY: 'http://127.0.0.1:9', HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: '' },
  ...{ http_proxy: 'http://127.0.0.1:9', https_proxy: 'http://127.0.0.1:9', no_proxy: '' },
} as const

function whyOf(result: { readonly timedOut: boolean; readonly isMaxBuffer: boolean; readonly stderr: string }): string {
  if (result.timedOut) return `it has not ended within ${TIMEOUT_MS / 1_000} s`
  if (result.isMaxBuffer) return `it comes to more than ${MOST_BYTES / 1024 / 1024} MB`
  const lines = result.stderr.split('\n').filter((line) => line.trim() !== '')
  return (lines.findLast((line) => /error/i.test(line)) ?? lines.at(-1) ?? 'it says nothing').replace(/^error: /i, '')
}
