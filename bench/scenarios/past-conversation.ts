import type { Card } from '../../src/domain/card.ts'
import { confirmationStream } from '../../src/domain/confirmation.ts'
import { environmentStream } from '../../src/domain/environment.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import type { TaskId } from '../../src/domain/ids.ts'
import { messageStream } from '../../src/domain/message.ts'
import { planHash } from '../../src/domain/plan.ts'
import type { DeployPlan } from '../../src/domain/plans/deploy.ts'
import { runStream } from '../../src/domain/run.ts'
import type { DesiredMessage } from '../../src/ports/outbox.ts'
import { BENCH_USER } from '../bench-chat.ts'

/** What a conversation leaves behind. */
export interface PastConversation {
  readonly streams: readonly (readonly [stream: string, bodies: readonly ShipmateEvent[]])[]
  readonly keys: readonly string[]
  readonly replies: readonly DesiredMessage[]
}

const CONVERSATIONS_A_DEPLOYMENT = 10

export function tasksIn(conversations: number): number {
  return Math.ceil(conversations / CONVERSATIONS_A_DEPLOYMENT)
}

/** Two questions and their answers in a thread of their own; in every tenth also a confirmed deployment. */
export function pastConversation(number: number): PastConversation {
  const thread = `bench:past-${number}`
  const questions = [`${thread}-first`, `${thread}-second`]
  return {
    streams: [
      ...questions.map((message) => [messageStream(message), question(message, thread)] as const),
      ...(number % CONVERSATIONS_A_DEPLOYMENT === 0 ? deployment(number / CONVERSATIONS_A_DEPLOYMENT + 1, thread) : []),
    ],
    keys: questions.map((message) => `bench:delivery-${message}`),
    replies: questions.map((message) => ({
      key: `reply-${message}`,
      to: { kind: 'thread', thread },
      card: STATUS_REPLY,
      urgency: 'answer',
      correlationId: message,
    })),
  }
}

/** On the average. */
export function eventsAConversation(): number {
  const some = Array.from({ length: CONVERSATIONS_A_DEPLOYMENT }, (_, number) => pastConversation(number))
  return some.flatMap(({ streams }) => streams.flatMap(([, bodies]) => bodies)).length / some.length
}

/** A question and its answer, as events. */
export function question(message: string, thread: string): readonly [ShipmateEvent, ShipmateEvent] {
  const received = { thread, by: BENCH_USER, name: 'ana', groups: [], direct: false, text: '@shipmate status' }
  return [
    { type: 'message.received', message, received },
    {
      type: 'message.handled',
      message,
      thread,
      by: BENCH_USER,
      intent: 'deploy.status',
      slots: {},
      via: 'rules',
      reply: STATUS_REPLY,
    },
  ]
}

function deployment(number: number, thread: string): PastConversation['streams'] {
  const task: TaskId = `TASK-${number}`
  const plan = planOf(number)
  const place = { service: plan.service, environment: plan.environment, task }
  const confirmation = `past-confirmation-${number}`
  const who = { by: BENCH_USER, groups: [], thread }
  return [
    [
      confirmationStream(confirmation),
      [
        {
          type: 'confirmation.requested',
          confirmation,
          plan,
          planHash: planHash(plan),
          ...who,
          expiresAt: new Date().toISOString(),
          rule: 'Every change to production needs confirmation.',
          buttons: { confirm: `past-confirm-${number}`, cancel: `past-cancel-${number}` },
        },
        { type: 'confirmation.given', confirmation, by: BENCH_USER },
      ],
    ],
    [
      environmentStream(plan.service, plan.environment),
      [
        { type: 'environment.lock.acquired', ...place },
        { type: 'environment.lock.released', ...place },
      ],
    ],
    [
      runStream(task),
      [
        { type: 'cicd.deploy.requested', task, plan, ...who, approved: planHash(plan) },
        ...step(task, 'build'),
        ...step(task, 'deploy'),
        { type: 'cicd.deploy.completed', task, plan },
        // Looked at long ago, by when another release was live.
        { type: 'run.release.judged', task },
      ],
    ],
  ]
}

function step(task: TaskId, name: 'build' | 'deploy'): readonly ShipmateEvent[] {
  const phases = name === 'deploy' ? (['starting', 'healthy', 'switched', 'draining'] as const) : []
  return [
    { type: 'run.step.requested', task, step: name, worker: name },
    { type: 'run.step.started', task, step: name, attempt: 1 },
    ...phases.map((phase) => ({ type: 'run.step.progressed', task, step: name, phase }) as const),
    { type: 'run.step.completed', task, step: name },
  ]
}

function planOf(number: number): DeployPlan {
  const sha = number.toString(16).padStart(40, '0')
  return {
    kind: 'deploy',
    service: 'billionmail',
    environment: number % 2 === 0 ? 'staging' : 'production',
    ref: `v0.${number}.0`,
    release: { sha, version: `v0.${number}.0` },
    commits: [{ sha, subject: 'Send faster', author: 'Ana', at: '2026-03-02T09:00:00.000Z' }],
    commitCount: 1,
    strategy: 'blue-green',
    recipe: 'usual',
  }
}

/** The card that is asked for most. */
const STATUS_REPLY = {
  title: 'What is live',
  tone: 'neutral',
  blocks: [
    {
      kind: 'table',
      columns: ['Service', 'Environment', 'Version', 'Health', 'Since', 'Changing now'],
      rows: [
        ['billionmail', 'production', 'v1.0.0', 'healthy', '2 days ago', ''],
        ['billionmail', 'staging', 'v1.1.0', 'healthy', '3 hours ago', ''],
      ],
    },
  ],
} as const satisfies Card
