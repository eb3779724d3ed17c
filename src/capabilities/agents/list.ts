import { duration } from '../../cards/words.ts'
import type { Block, Card, Tone } from '../../domain/card.ts'
import type { RegisteredWorker } from '../../domain/worker.ts'
import { notOffered } from '../../domain/worker-availability.ts'
import type { Texts } from '../../texts/texts.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'
import { decidingBlocks } from './deciding-agents.ts'

/** Lists the processes that take steps: kinds of steps, load, uptime and last heartbeat; then the agents in them. */
async function answerAgents(
  { registry }: Pick<AnswerParts, 'registry'>,
  { texts }: Pick<Question, 'texts'>,
): Promise<Card> {
  const words = texts.agents
  const workers = await registry.list()
  const lost = workers.filter(({ state }) => state === 'lost')
  const missing = notOffered(workers)
  return {
    title: workers.length === 0 ? words.noWorker : words.title,
    tone: toneFor(missing.length, lost.length),
    blocks: [
      ...(workers.length > 0 ? [tableOf(workers, texts)] : []),
      ...missingNote(missing, texts),
      ...lostNote(lost, texts),
      ...decidingBlocks(workers, texts),
    ],
  }
}

function toneFor(missing: number, lost: number): Tone {
  if (missing > 0) return 'danger'
  return lost > 0 ? 'warning' : 'success'
}

function tableOf(workers: readonly RegisteredWorker[], texts: Texts): Block {
  const words = texts.agents
  return {
    kind: 'table',
    columns: Object.values(words.workers),
    rows: workers.map((worker) => [
      `${worker.name} (${worker.host}, pid ${worker.pid})`,
      worker.capabilities.join(', ') || words.takesNothing,
      stateOf(worker, texts),
      duration(worker.registeredForMs),
      worker.models.join(', ') || words.noModel,
      texts.times.ago({ time: duration(worker.lastSeenMs) }),
    ]),
  }
}

function stateOf({ state, inHand, capacity }: RegisteredWorker, { agents: words }: Texts): string {
  if (state === 'lost') return words.lost
  return inHand === 0 ? words.free({ capacity }) : words.busy({ inHand, capacity })
}

function missingNote(missing: readonly string[], { agents: words, formats }: Texts): readonly Block[] {
  if (missing.length === 0) return []
  const steps = formats.allOf(missing.map(formats.quoted))
  return [{ kind: 'text', text: words.notTaken({ steps }) }]
}

function lostNote(lost: readonly RegisteredWorker[], { agents: words }: Texts): readonly Block[] {
  if (lost.length === 0) return []
  return [{ kind: 'text', text: words.whatLostMeans }]
}

export const agentList = {
  intent: 'agent.list',
  effect: 'read',
  answer: answerAgents,
} as const satisfies ReadCapability
