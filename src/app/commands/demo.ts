import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command, Option } from 'commander'
import { stopAll } from '../../../adapters/local-host/host-client.ts'
import { createLogger } from '../../../adapters/logging/logger.ts'
import { startApp } from '../start-app.ts'
import { type CommandWorld, openCommandWorld } from './demo/command-world.ts'
import { createDemoChat, type DemoChat } from './demo/demo-chat.ts'
import { DEMO_TARGETS, type DemoTarget, playDemo } from './demo/demo-script.ts'
import { readSettingsFrom } from './read-settings.ts'

export function demoCommand(): Command {
  return new Command('demo')
    .description('deploy, break and roll back the sample service in a temporary folder, checking every step')
    .addOption(
      new Option('--target <kind>', 'what the service runs by: this machine, or commands of a team')
        .choices(DEMO_TARGETS)
        .default('local'),
    )
    .option('--keep', 'keep the folder and say where it is')
    .action(async ({ keep, target }: { keep?: boolean; target: DemoTarget }) => {
      process.exitCode = (await runDemo(keep === true, target)) ? 0 : 1
    })
}

async function runDemo(keep: boolean, target: DemoTarget): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'shipmate-demo-'))
  const log = createLogger({ level: 'debug', file: join(folder, 'shipmate.log'), secrets: [] })
  const score = { passed: 0, failed: 0 }
  const check = (what: string, passed: boolean): void => {
    score[passed ? 'passed' : 'failed']++
    process.stdout.write(`  ${passed ? '✓' : '✗'} ${what}\n`)
  }
  const world = await worldOf(target, folder)
  let chat: DemoChat | undefined
  let app: Awaited<ReturnType<typeof startApp>> | undefined
  try {
    app = await startApp({
      config: { ...demoConfig(folder), ...(world.services && { services: world.services }) },
      log,
      ...(world.samplePorts && { samplePorts: world.samplePorts }),
      alsoConnect(inbox) {
        chat = createDemoChat(inbox, (text) => process.stdout.write(text), process.stdout.isTTY === true)
        return chat
      },
    })
    if (!chat) throw new Error('the demo chat was not connected')
    await playDemo({ chat, check, target, stagingUrl: world.stagingUrl, productionUrl: world.productionUrl })
  } catch (error) {
    check(`the demo runs to its end (${error instanceof Error ? error.message : error})`, false)
  } finally {
    await app?.stop()
    await world.close()
    await stopAll(folder)
    if (keep || score.failed > 0) process.stdout.write(`\nLog and data: ${folder}\n`)
    else await rm(folder, { recursive: true, force: true })
  }
  process.stdout.write(`\n${score.passed} checks passed, ${score.failed} failed\n`)
  return score.failed === 0
}

interface DemoWorld extends Pick<CommandWorld, 'stagingUrl' | 'productionUrl' | 'close'> {
  /** Left out: the sample service of a fresh installation. */
  readonly services?: CommandWorld['services']
  readonly samplePorts?: { readonly staging: number; readonly production: number }
}

/** Where the service of the demo runs. */
async function worldOf(target: DemoTarget, folder: string): Promise<DemoWorld> {
  if (target === 'command') return openCommandWorld(folder)
  const [staging, production] = [await freePort(), await freePort()]
  const url = (port: number): string => `http://127.0.0.1:${port}/`
  return {
    samplePorts: { staging, production },
    ...{ stagingUrl: url(staging), productionUrl: url(production), close: async () => undefined },
  }
}

/** What a fresh installation has, apart from the two people of the script; wherever, and as whomever, the demo is started. */
function demoConfig(folder: string): Parameters<typeof startApp>[0]['config'] {
  return {
    ...readSettingsFrom({ env: { SHIPMATE_DATA_DIR: folder }, cwd: folder }),
    access: {
      roles: [],
      members: [
        { who: { kind: 'user', user: 'demo:ana' }, name: 'ana', roles: ['owner'] },
        { who: { kind: 'everyone' }, roles: ['viewer'] },
      ],
    },
  }
}

/** A port nobody listens on at this moment. */
async function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const server = createServer().on('error', reject)
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
  })
  return promise
}
