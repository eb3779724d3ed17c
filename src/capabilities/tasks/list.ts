import { sentenceCard } from '../../cards/sentence-card.ts'
import { ago } from '../../cards/words.ts'
import type { Block, Card } from '../../domain/card.ts'
import { planTitle } from '../../domain/plan.ts'
import type { RunState } from '../../domain/run.ts'
import { newestRuns } from '../../queries/find-runs.ts'
import { listedRuns } from '../../queries/listed.ts'
import { scopeFor } from '../../queries/scope.ts'
import { type Waiting, waitingFor } from '../../queries/waiting-for.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'
import { taskTable } from './task-table.ts'

const TASKS_SHOWN = 20

/** Unfinished tasks and what waits for the asker's answer, or the tasks in a given state. */
async function answerTasks(parts: AnswerParts, { right, asker, slots, direct }: Question): Promise<Card> {
  const state =
    slots.state === undefined || slots.state === 'open' || slots.state === 'pending' ? 'active' : slots.state
  const [found, open] = await Promise.all([
    newestRuns(scopeFor(parts, asker), { state: state as RunState | 'active' }, right, TASKS_SHOWN),
    state === 'active' ? waitingFor(parts, asker.user, direct) : undefined,
  ])
  const waiting = open ? waitingLines(open, parts.clock.now()) : []
  const none = state === 'active' ? 'No task that you may see is running.' : `No task that you may see is ${state}.`
  if (found.length === 0 && waiting.length === 0) return sentenceCard(none)
  const asked: Block[] = waiting.length === 0 ? [] : [{ kind: 'text', text: waiting.join('\n') }]
  const tasks: Block = found.length === 0 ? { kind: 'text', text: none } : await taskTable(parts, found)
  return { title: 'Tasks', tone: 'neutral', listed: listedRuns(found), blocks: [...asked, tasks] }
}

function waitingLines({ plans, questions, inPrivate }: Waiting, now: Date): readonly string[] {
  const lines = [
    ...plans.map(({ plan, requestedAt }) => `• ${planTitle(plan)}? Asked ${ago(requestedAt, now)}.`),
    ...questions.map(({ prompt, askedAt }) => `• ${prompt} Asked ${ago(askedAt, now)}.`),
    ...(inPrivate > 0 ? [`• ${inPrivate} in a direct message.`] : []),
  ]
  return lines.length === 0 ? [] : ['Waiting for your answer:', ...lines]
}

export const taskList = {
  intent: 'task.list',
  effect: 'read',
  example: 'list tasks',
  phrase: ['list tasks'],
  answer: answerTasks,
} as const satisfies ReadCapability
