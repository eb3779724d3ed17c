import { duration, quoted } from '../../cards/words.ts'
import type { Block, Card, Tone } from '../../domain/card.ts'
import type { RegisteredWorker } from '../../domain/worker.ts'
import { notOffered } from '../../domain/worker-availability.ts'
import type { AnswerParts, ReadCapability } from '../capability.ts'
import { decidingBlocks } from './deciding-agents.ts'

/** Lists the processes that take steps: kinds of steps, load, uptime and last heartbeat; then the agents in them. */
async function answerAgents({ registry }: Pick<AnswerParts, 'registry'>): Promise<Card> {
  const agents = await registry.list()
  const lost = agents.filter(({ state }) => state === 'lost')
  const missing = notOffered(agents)
  return {
    title: agents.length === 0 ? 'No agent is connected' : 'Agents',
    tone: toneFor(missing.length, lost.length),
    blocks: [
      ...(agents.length > 0 ? [tableOf(agents)] : []),
      ...missingNote(missing),
      ...lostNote(lost),
      ...decidingBlocks(agents),
    ],
  }
}

function toneFor(missing: number, lost: number): Tone {
  if (missing > 0) return 'danger'
  return lost > 0 ? 'warning' : 'success'
}

function tableOf(agents: readonly RegisteredWorker[]): Block {
  return {
    kind: 'table',
    columns: ['Agent', 'Takes', 'State', 'Up for', 'Model', 'Last seen'],
    rows: agents.map((agent) => [
      `${agent.name} (${agent.host}, pid ${agent.pid})`,
      agent.capabilities.join(', ') || 'nothing',
      stateOf(agent),
      duration(agent.registeredForMs),
      agent.models.join(', ') || 'none',
      `${duration(agent.lastSeenMs)} ago`,
    ]),
  }
}

function stateOf({ state, inHand, capacity }: RegisteredWorker): string {
  if (state === 'lost') return 'lost'
  return inHand === 0 ? `healthy, free (0 of ${capacity})` : `healthy, busy (${inHand} of ${capacity})`
}

function missingNote(missing: readonly string[]): readonly Block[] {
  if (missing.length === 0) return []
  return [{ kind: 'text', text: `No agent takes ${quoted(missing)} steps right now; that work waits.` }]
}

function lostNote(lost: readonly RegisteredWorker[]): readonly Block[] {
  if (lost.length === 0) return []
  return [
    {
      kind: 'text',
      text: 'Lost: no heartbeat and no clean shutdown. Another agent takes over its work.',
    },
  ]
}

export const agentList = {
  intent: 'agent.list',
  effect: 'read',
  example: 'which agents are there?',
  phrase: ['list agents'],
  answer: (parts) => answerAgents(parts),
} as const satisfies ReadCapability
