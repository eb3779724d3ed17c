import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import type { Home } from '../bench-bot.ts'
import { EMBEDDED, onServers, type Setup, serversFrom } from '../setups.ts'
import { describe } from './describe.ts'
import { type Played, type ProfileSizes, playPresses, playQuestions } from './plays.ts'
import { createRecorder } from './recorder.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const command = new Command('profile')
  .description(
    'what a message and a press ask of the database and the processor: embedded, and on servers if TEST_DATABASE_URL and TEST_REDIS_URL are set',
  )
  .option('--into <folder>', 'where the profiles go; a new folder by default')
  .option('--quick', 'ask hardly anything: only to see that it runs')
  .parse()
const { into, quick = false } = command.opts<{ readonly into?: string; readonly quick?: boolean }>()
const sizes: ProfileSizes = quick ? { warmUp: 1, messages: 2, presses: 1 } : { warmUp: 200, messages: 100, presses: 20 }

const folder = into === undefined ? await mkdtemp(join(tmpdir(), 'shipmate-profile-')) : resolve(into)
await mkdir(folder, { recursive: true })
const recorder = createRecorder()
const servers = serversFrom(process.env)
for (const setup of [EMBEDDED, ...(servers ? [onServers(servers)] : [])]) {
  const played = [
    ...(await inNewHome(setup, (home) => playQuestions(home, sizes, recorder))),
    await inNewHome(setup, (home) => playPresses(home, sizes, recorder)),
  ]
  process.stdout.write(`${setup.name}\n\n`)
  for (const one of played) await show(setup, one)
}
process.stdout.write(`Profiles for a flame graph: ${folder}\n`)
process.exit()

async function show(setup: Setup, played: Played): Promise<void> {
  const name = `${setup.name}-${played.what}.cpuprofile`.toLowerCase().replaceAll(/[\s+,]+/g, '-')
  await writeFile(join(folder, name), JSON.stringify(played.profile))
  process.stdout.write(`${describe(played, ROOT)}\n\n`)
}

/** What the bot has deployed would go on without it. */
function inNewHome<Result>(setup: Setup, use: (home: Home) => Promise<Result>): Promise<Result> {
  return setup.inNewHome((home) => use(home).finally(() => stopAll(home.folder)))
}
