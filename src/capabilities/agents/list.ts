import { duration, quoted } from '../../cards/words.ts'
import type { Block, Card, Tone } from '../../domain/card.ts'
import type { RegisteredWorker } from '../../domain/worker.ts'
import { notOffered } from '../../domain/worker-availability.ts'
import type { AnswerParts, ReadCapability } from '../capability.ts'
import { decidingBlocks } from './deciding-agents.ts'

/** Lists the processes that take steps: kinds of steps, load, uptime and last heartbeat; then the agents in them. */
async function answerAgents({ registry }: Pick<AnswerParts, 'registry'>): Promise<Card> {
  const workers = await registry.list()
  const lost = workers.filter(({ state }) => state === 'lost')
  const missing = notOffered(workers)
  return {
    title: workers.length === 0 ? 'No worker is connected' : 'Workers and agents',
    tone: toneFor(missing.length, lost.length),
    blocks: [
      ...(workers.length > 0 ? [tableOf(workers)] : []),
      ...missingNote(missing),
      ...lostNote(lost),
      ...decidingBlocks(workers),
    ],
  }
}

function toneFor(missing: number, lost: number): Tone {
  if (missing > 0) return 'danger'
  return lost > 0 ? 'warning' : 'success'
}

function tableOf(workers: readonly RegisteredWorker[]): Block {
  return {
    kind: 'table',
    columns: ['Worker', 'Takes', 'State', 'Up for', 'Model', 'Last seen'],
    rows: workers.map((worker) => [
      `${worker.name} (${worker.host}, pid ${worker.pid})`,
      worker.capabilities.join(', ') || 'nothing',
      stateOf(worker),
      duration(worker.registeredForMs),
      worker.models.join(', ') || 'none',
      `${duration(worker.lastSeenMs)} ago`,
    ]),
  }
}

function stateOf({ state, inHand, capacity }: RegisteredWorker): string {
  if (state === 'lost') return 'lost'
  return inHand === 0 ? `healthy, free (0 of ${capacity})` : `healthy, busy (${inHand} of ${capacity})`
}

function missingNote(missing: readonly string[]): readonly Block[] {
  if (missing.length === 0) return []
  return [{ kind: 'text', text: `No worker takes ${quoted(missing)} steps right now; that work waits.` }]
}

function lostNote(lost: readonly RegisteredWorker[]): readonly Block[] {
  if (lost.length === 0) return []
  return [
    {
      kind: 'text',
      text: 'Lost: no heartbeat and no clean shutdown. Another worker takes over its work.',
    },
  ]
}

export const agentList = {
  intent: 'agent.list',
  effect: 'read',
  example: 'which agents are there?',
  phrase: ['list agents'],
  answer: answerAgents,
} as const satisfies ReadCapability
