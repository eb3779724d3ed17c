import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CommandPlace } from '../../adapters/deploy/command/command-place.ts'
import { createCommandTarget } from '../../adapters/deploy/command/command-target.ts'
import type { DeployTarget } from '../../src/ports/delivery.ts'

/** Commands of a team whose service is a file: it holds the version that serves. */
export interface CommandWorld {
  readonly folder: string
  readonly target: DeployTarget
  /** A second bot on the same folder. */
  another(): DeployTarget
  serving(): string | undefined
  /** The environment that each deploy, rollback, restart or scale was started with, in order. */
  ran(): readonly { readonly verb: string; readonly args: readonly string[]; readonly env: Record<string, string> }[]
  /** Writes a program of the folder. */
  script(name: string, program: string, mode?: number): void
}

/** Notes that it ran, then does its work. A version that ends with -broken does not serve. */
const CHANGE = (verb: string): string => `
const { appendFileSync, writeFileSync } = require('node:fs')
const [, , version = ''] = process.argv
appendFileSync('ran.jsonl', JSON.stringify({ verb: '${verb}', args: process.argv.slice(2), env: process.env }) + '\\n')
if (version.endsWith('-broken')) {
  console.error('cannot read config.yaml: s3cret')
  process.exit(3)
}
if (version !== '') writeFileSync('serving', version)
if ('${verb}' === 'scale') writeFileSync('count', process.env.SHIPMATE_COUNT)
`

const STATUS = `
const { existsSync, readFileSync } = require('node:fs')
const version = existsSync('serving') ? readFileSync('serving', 'utf8') : undefined
const count = existsSync('count') ? Number(readFileSync('count', 'utf8')) : 2
console.log(JSON.stringify(version ? { version, count, ready: count } : { health: 'nothing-deployed' }))
`

/** Runs a test where `payments` is deployed to `staging` by command, with nothing there yet. */
export async function withCommands(
  test: (world: CommandWorld) => Promise<void>,
  changes: Partial<CommandPlace> = {},
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-command-'))
  const file = (name: string): string => join(folder, name)
  const script = (name: string, program: string, mode = 0o755): void => {
    writeFileSync(file(name), `#!/usr/bin/env node\n${program}`)
    chmodSync(file(name), mode)
  }
  for (const verb of ['deploy', 'rollback', 'restart', 'scale']) script(verb, CHANGE(verb))
  script('status', STATUS)
  script('logs', "for (const n of [1, 2, 3]) console.log('line ' + n + ' s3cret')")
  const place: CommandPlace = {
    ...{ service: 'payments', environment: 'staging', folder, env: {}, secretEnv: {} },
    commands: {
      deploy: ['./deploy', '{version}'],
      rollback: ['./rollback', '{version}', '{from}'],
      restart: ['./restart'],
      scale: ['./scale', '', '{count}'],
      status: ['./status'],
      logs: ['./logs', '{count}'],
    },
    timeoutSeconds: 60,
    statusTimeoutSeconds: 20,
    ...changes,
  }
  const another = (): DeployTarget =>
    createCommandTarget({
      dataFolder: file('data'),
      releases: file('releases'),
      places: [place],
      confinement: { kind: 'none' },
      redact: (text) => text.replaceAll('s3cret', '[secret]'),
      newestPosition: async () => Number.POSITIVE_INFINITY,
    })
  try {
    await test({
      ...{ folder, target: another(), another, script },
      serving: () => (existsSync(file('serving')) ? readFileSync(file('serving'), 'utf8') : undefined),
      ran: () =>
        existsSync(file('ran.jsonl'))
          ? readFileSync(file('ran.jsonl'), 'utf8')
              .trim()
              .split('\n')
              .map((line) => JSON.parse(line))
          : [],
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
