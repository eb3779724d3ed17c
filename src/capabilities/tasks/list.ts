import { sentenceCard } from '../../cards/sentence-card.ts'
import { ago } from '../../cards/words.ts'
import type { Block, Card } from '../../domain/card.ts'
import type { RunState } from '../../domain/run.ts'
import { newestRuns } from '../../queries/find-runs.ts'
import { findSchedules } from '../../queries/find-schedules.ts'
import { listedRuns, listedSchedules } from '../../queries/listed.ts'
import { scopeFor } from '../../queries/scope.ts'
import { type Waiting, waitingFor } from '../../queries/waiting-for.ts'
import { planTitle } from '../../texts/plan-words.ts'
import { textFor } from '../../texts/text-for.ts'
import type { Texts } from '../../texts/texts.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'
import { taskTable } from './task-table.ts'

const TASKS_SHOWN = 20

/** Unfinished tasks and what waits for the asker's answer, or the tasks in a given state. */
async function answerTasks(parts: AnswerParts, { right, asker, slots, direct, texts }: Question): Promise<Card> {
  const state =
    slots.state === undefined || slots.state === 'open' || slots.state === 'pending' ? 'active' : slots.state
  const scope = scopeFor(parts, asker)
  const [found, open, scheduled] = await Promise.all([
    newestRuns(scope, { state: state as RunState | 'active' }, right, TASKS_SHOWN),
    state === 'active' ? waitingFor(parts, asker.user, direct) : undefined,
    state === 'active' || state === 'queued' ? findSchedules(scope, {}, right) : [],
  ])
  const waiting = open ? waitingLines(open, parts.clock.now(), texts) : []
  const none = textFor(texts.tasks.none, String(state)) ?? texts.tasks.noneOther({ state: String(state) })
  if (found.length === 0 && waiting.length === 0 && scheduled.length === 0) return sentenceCard(none)
  const asked: Block[] = waiting.length === 0 ? [] : [{ kind: 'text', text: waiting.join('\n') }]
  const tasks: Block =
    found.length + scheduled.length === 0
      ? { kind: 'text', text: none }
      : await taskTable(parts, found, texts, scheduled)
  const listed = [...listedRuns(found), ...listedSchedules(scheduled)]
  return { title: texts.tasks.title, tone: 'neutral', listed, blocks: [...asked, tasks] }
}

function waitingLines({ plans, questions, inPrivate }: Waiting, now: Date, texts: Texts): readonly string[] {
  const { tasks, confirmations } = texts
  const line = (question: string, at: string) => `• ${tasks.asked({ question, ago: ago(at, now, texts) })}`
  const lines = [
    ...plans.map(({ plan, requestedAt }) =>
      line(confirmations.question({ title: planTitle(plan, texts) }), requestedAt),
    ),
    ...questions.map(({ prompt, askedAt }) => line(prompt, askedAt)),
    ...(inPrivate > 0 ? [`• ${tasks.inPrivate({ count: inPrivate })}`] : []),
  ]
  return lines.length === 0 ? [] : [tasks.waiting, ...lines]
}

export const taskList = {
  intent: 'task.list',
  effect: 'read',
  answer: answerTasks,
} as const satisfies ReadCapability
