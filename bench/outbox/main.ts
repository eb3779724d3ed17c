import { Command } from 'commander'
import { openEmbeddedPool } from '../../adapters/store/embedded-pool.ts'
import { createMemoryStore } from '../../adapters/store/memory/memory-store.ts'
import { createStore, type OpenStore } from '../../adapters/store/store.ts'
import type { EventBody } from '../../src/domain/event.ts'
import { describeMachine } from '../machine.ts'
import { costOfDeployments } from './deployments.ts'
import { playOutbox } from './play.ts'

const { messages, channels, memory } = new Command('bench:outbox')
  .description(
    'what the outbox posts, and in which order, when the platform refuses and fails; ends with 1 when it is wrong',
  )
  .option('--messages <number>', 'how many are queued', '5000')
  .option('--channels <number>', 'for how many channels', '100')
  .option('--memory', 'on a store in memory, whose looks at thousands of waiting messages take no time')
  .parse()
  .opts<{ readonly messages: string; readonly channels: string; readonly memory?: boolean }>()

const machine = await describeMachine(undefined)
const before = performance.now()
const opened = memory ? createMemoryStore<EventBody>([]) : await openEmbedded()
const played = await playOutbox(opened, Number(messages), Number(channels))
const seconds = Math.round((performance.now() - before) / 1_000)
const costs = await Promise.all([1, 3, 10].map(costOfDeployments))
const { lost, doubled, overtaken, refusals } = played

process.stdout.write(
  `${[
    `${machine.cores} cores (${machine.processor}), Node ${machine.node}; load before: ${machine.loadBefore}`,
    `${messages} messages for ${channels} channels: ${refusals.tooFast} refused with 429, ${refusals.failed} failed with 500, ${refusals.unsure} failed after they were posted`,
    `${lost} lost, ${doubled} doubled`,
    `${played.approvals} approvals queued first: the last one is post ${played.lastApproval}, the first progress is post ${played.firstProgress}`,
    `${overtaken} posts of progress while an approval waited in the same channel`,
    `most in a minute: ${played.mostInMinute}; ${played.simulatedSeconds} s by the simulated clock, ${seconds} s of real time`,
    '',
    'deployments at once | changes of cards | posts | edits | most posts a minute | most edits a minute',
    ...costs.map((cost) =>
      [cost.deployments, cost.changes, cost.posts, cost.edits, cost.postsInMinute, cost.editsInMinute].join(' | '),
    ),
  ].join('\n')}\n`,
)
process.exitCode = lost + doubled + overtaken === 0 ? 0 : 1

async function openEmbedded(): Promise<OpenStore<EventBody>> {
  const pool = await openEmbeddedPool(undefined)
  return createStore<EventBody>({ pool, schema: 'bench', projections: [], close: () => pool.end() })
}
