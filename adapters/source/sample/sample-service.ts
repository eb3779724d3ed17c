import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { execa } from 'execa'
import type { EnvironmentId } from '../../../src/domain/ids.ts'
import { gitEnvironment } from '../../process/child-environment.ts'
import { git } from '../git/git.ts'
import { SAMPLE_HISTORY, type SampleCommit } from './sample-history.ts'

/** Where users reach the sample service when nothing else is said. */
const SAMPLE_PORTS = { staging: 4001, production: 4002 } as const

/** The sample service as it is declared where none is; it runs on this host. */
export type SampleService = ReturnType<typeof sampleService>

/** Its repository need not exist yet. */
export function sampleService(dataFolder: string, ports: Readonly<Record<EnvironmentId, number>> = SAMPLE_PORTS) {
  return {
    id: 'billionmail',
    repository: resolve(dataFolder, 'sample', 'billionmail'),
    build: ['node', 'build.js'],
    buildTimeoutSeconds: 60,
    local: {
      start: ['node', 'server.js'],
      healthPath: '/health',
      healthTimeoutSeconds: 5,
      healthIntervalSeconds: 0.2,
      drainSeconds: 10,
    },
    environments: Object.fromEntries(
      Object.entries(ports).map(([environment, port]) => [environment, { target: { kind: 'local', port } }] as const),
    ),
  } as const
}

/**
 * Creates the sample's repository unless it is there, and says how it is delivered. Its commits have the same ids on
 * every machine. One that exists is left as it is; one whose creation was interrupted does not exist yet.
 */
export async function prepareSampleService(
  dataFolder: string,
  ports?: Readonly<Record<EnvironmentId, number>>,
): Promise<SampleService> {
  const service = sampleService(dataFolder, ports)
  if (existsSync(service.repository)) return service
  const aside = join(dataFolder, 'sample', `.new-${randomUUID()}`)
  await mkdir(aside, { recursive: true })
  try {
    await writeHistory(aside)
    await rename(aside, service.repository)
  } catch (error) {
    // Somebody else may have been quicker, and theirs is the same.
    if (!existsSync(service.repository)) throw error
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
  return service
}

async function writeHistory(folder: string): Promise<void> {
  await must(['init', '--quiet', '--template=', '--initial-branch=main'], folder)
  await execa('git', ['fast-import', '--quiet'], {
    cwd: folder,
    env: gitEnvironment(),
    extendEnv: false,
    input: fastImport(SAMPLE_HISTORY),
  })
  await must(['reset', '--quiet', '--hard', 'main'], folder)
}

async function must(gitArguments: readonly string[], cwd: string): Promise<void> {
  const done = await git(gitArguments, { cwd })
  if (!done.ok) throw new Error(`git ${gitArguments[0]}: ${done.problem}`)
}

const AUTHOR = 'Billie Onmail <billie@example.com>'
const FIRST_COMMIT_AT = Date.UTC(2026, 0, 5, 9) / 1_000
const DAY_SECONDS = 86_400

/** The whole history in the language of `git fast-import`. */
function fastImport(history: readonly SampleCommit[]): string {
  return history.map(importedCommit).join('')
}

function importedCommit({ subject, files, tag }: SampleCommit, index: number): string {
  const by = `${AUTHOR} ${FIRST_COMMIT_AT + index * DAY_SECONDS} +0000`
  const changes = Object.entries(files).map(([path, text]) => `M 100644 inline ${path}\n${data(text)}`)
  const commit = `commit refs/heads/main\ncommitter ${by}\n${data(subject)}${changes.join('')}\n`
  return tag === undefined ? commit : `${commit}tag ${tag}\nfrom refs/heads/main\ntagger ${by}\n${data(tag)}`
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`
}
