import { z } from 'zod'
import { cardText } from '../cards/card-text.ts'
import { messageStream } from '../domain/message.ts'
import { hasEnded } from '../domain/run.ts'
import type { AssistantAnswer, AssistantCall } from '../ports/assistant-desk.ts'
import { findRun } from '../queries/find-runs.ts'
import { scopeFor } from '../queries/scope.ts'
import { runFacts } from '../tools/query-deployments.ts'
import { asData, fencedData } from './as-data.ts'
import { boundedFacts } from './bounded-data.ts'
import type { DeskParts, DeskTool } from './desk-parts.ts'
import { isOver, proposalOf } from './proposal-state.ts'
import { preparing, proposalAnswer } from './proposal-tools.ts'

/** Below what clients wait for an answer, where they take no progress. */
const USUAL_SECONDS = 45
const MOST_SECONDS = 600
/** Clients that take progress count from the last of it. */
const PROGRESS_EVERY_MS = 10_000

/** What is waited for, as it stands now. */
interface Standing {
  readonly answer: AssistantAnswer
  readonly isOver: boolean
}

/** Waits for people and for tasks. Whoever loses its connection calls it again: everything is in the log. */
export function waitTool(parts: DeskParts): DeskTool {
  return {
    name: 'wait_for',
    title: 'Wait for',
    description:
      'Waits until a proposal or a task is over, and tells how it ended. It may end earlier, with over: false: then call it again. Give either the id of a proposal or a task.',
    effect: 'read',
    form: z.strictObject({
      proposal: z.uuid().optional().describe('The id of a proposal of yours'),
      task: z.string().max(100).optional().describe('A task, such as TASK-7'),
      seconds: z.int().min(0).max(MOST_SECONDS).default(USUAL_SECONDS).describe('How long to wait at most'),
    }),
    gives: z.looseObject({}),
    async run({ proposal, task, seconds }, call) {
      if (proposal !== undefined)
        return wait(parts, call, Number(seconds), () => ofProposal(parts, call, String(proposal)))
      if (task !== undefined) return wait(parts, call, Number(seconds), () => ofTask(parts, call, String(task)))
      return { kind: 'problem', text: 'Give a proposal or a task.' }
    },
  }
}

async function ofProposal(parts: DeskParts, { by }: AssistantCall, message: string): Promise<Standing> {
  const made = await proposalOf(parts.store, by, message)
  if (made) return { answer: proposalAnswer(made, parts.redact), isOver: isOver(made) }
  const history = await parts.store.readStream(messageStream(message))
  const received = history.find(({ body }) => body.type === 'message.received')?.body
  if (received?.type !== 'message.received' || received.received.by !== by)
    return { answer: { kind: 'problem', text: 'You have no such proposal.' }, isOver: true }
  const handled = history.find(({ body }) => body.type === 'message.handled')?.body
  if (handled?.type !== 'message.handled') return { answer: preparing(message), isOver: false }
  const why = handled.reply ? cardText(handled.reply) : 'Something of it was missing.'
  return { answer: { kind: 'problem', text: `Nothing was proposed.\n${fencedData(parts.redact(why))}` }, isOver: true }
}

async function ofTask(parts: DeskParts, { by }: AssistantCall, task: string): Promise<Standing> {
  const run = await findRun(scopeFor(parts, { user: by, groups: [] }), task, 'task.status')
  if (!run) return { answer: { kind: 'problem', text: 'There is no such task, or you may not see it.' }, isOver: true }
  const over = hasEnded(run)
  return { answer: asData(boundedFacts({ ...runFacts(run), over }, parts.redact)), isOver: over }
}

async function wait(
  { store, clock }: DeskParts,
  { left, progress }: AssistantCall,
  seconds: number,
  look: () => Promise<Standing>,
): Promise<AssistantAnswer> {
  let wake = (): void => {}
  const stop = store.onAppended(() => wake())
  const heard = (): void => wake()
  left.addEventListener('abort', heard)
  const until = clock.now().getTime() + seconds * 1_000
  let toldAt = clock.now().getTime()
  try {
    for (;;) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve
      })
      const standing = await look()
      const now = clock.now().getTime()
      if (standing.isOver || left.aborted || now >= until) return standing.answer
      if (now - toldAt >= PROGRESS_EVERY_MS) {
        toldAt = now
        progress(sentenceOf(standing.answer))
      }
      const cancel = clock.at(new Date(Math.min(until, now + PROGRESS_EVERY_MS)), heard)
      await woken
      cancel()
    }
  } finally {
    stop()
    left.removeEventListener('abort', heard)
  }
}

const sentenceOf = (answer: AssistantAnswer): string =>
  answer.kind === 'found' && typeof answer.data.sentence === 'string' ? answer.data.sentence : 'It is not over yet.'
