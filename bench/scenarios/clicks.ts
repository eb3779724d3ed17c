import { EventEmitter, once } from 'node:events'
import { DEPLOY_PHASES } from '../../src/domain/release.ts'
import type { Builder } from '../../src/ports/builder.ts'
import type { Deployer } from '../../src/ports/deployer.ts'
import { type BenchChat, buttonOf } from '../bench-chat.ts'
import { latency, type Measurement } from '../measurement.ts'
import type { Sizes } from '../sizes.ts'

/** Work that is over as soon as it is begun, and says when that was. Everything else is left to the real delivery. */
export interface InstantWork extends Builder, Deployer {
  /** The next time that a build is begun, by the clock of `performance.now()`. */
  begun(): Promise<number>
}

export function createInstantWork(): InstantWork {
  const builds = new EventEmitter()
  return {
    async begun() {
      const [at] = (await once(builds, 'begun')) as [number]
      return at
    },
    async build() {
      builds.emit('begun', performance.now())
      return { kind: 'done' }
    },
    async deploy(_order, report) {
      for (const phase of DEPLOY_PHASES) await report(phase)
      return { kind: 'done' }
    },
  }
}

/** In turn; the first one is not what serves already. */
const VERSIONS = ['v1.1.0', 'v1.0.0'] as const

/** From the click on “Confirm” to a worker having begun the first step. */
export async function clicks(
  chat: BenchChat,
  work: InstantWork,
  { clicks: count }: Sizes,
): Promise<readonly Measurement[]> {
  const waited: number[] = []
  for (let i = 0; i < count + VERSIONS.length; i++) {
    const took = await click(chat, work, VERSIONS[i % 2] ?? VERSIONS[0])
    if (i >= VERSIONS.length) waited.push(took)
  }
  return [latency('“Confirm” to job start', waited)]
}

async function click(chat: BenchChat, work: InstantWork, version: string): Promise<number> {
  const { confirm, live } = await proposeDeployment(chat, version)
  const begun = work.begun()
  const clicked = performance.now()
  await confirm()
  const took = (await begun) - clicked
  await live
  return took
}

export interface Proposed {
  confirm(): Promise<void>
  /** The card that says so. */
  readonly live: Promise<unknown>
}

/** Asks for a deployment to production, up to its question. */
export async function proposeDeployment(
  chat: BenchChat,
  version: string,
  how = ' using blue-green',
): Promise<Proposed> {
  const thread = 'bench:production'
  const question = chat.posted(thread, ({ title }) => title?.endsWith('?') === true)
  await chat.says(thread, `deploy billionmail ${version} to production${how}`)
  const confirm = buttonOf((await question).card, 'Confirm')
  const live = chat.posted(thread, ({ title }) => title?.includes(`${version} is live on production`) === true)
  return { confirm: () => chat.presses(thread, confirm), live }
}
