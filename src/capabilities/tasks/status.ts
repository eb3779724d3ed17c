import { runResultCard } from '../../cards/run-result-card.ts'
import { runStatusCard } from '../../cards/run-status-card.ts'
import { scheduleCard } from '../../cards/schedule-card.ts'
import { problemCard } from '../../cards/sentence-card.ts'
import type { Card } from '../../domain/card.ts'
import { schedules } from '../../domain/projections.ts'
import { workflowOf } from '../../domain/run.ts'
import type { Schedule } from '../../domain/schedule.ts'
import { findRun } from '../../queries/find-runs.ts'
import { healthThere } from '../../queries/health-there.ts'
import { nameOf, namesOf, promoterOf } from '../../queries/names.ts'
import { placeOf } from '../../queries/place-of.ts'
import { scopeFor } from '../../queries/scope.ts'
import { usualTimes } from '../../queries/usual-times.ts'
import { workflowSight } from '../../queries/workflow-sight.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'

/** One task: how far it is, or how it ended. */
export async function answerTask(parts: AnswerParts, { right, asker, slots, texts }: Question): Promise<Card> {
  const { store, workflows } = parts
  const task = String(slots.task)
  const scope = scopeFor(parts, asker)
  const run = await findRun(scope, task, right)
  const scheduled = await store.get(schedules, task.toUpperCase())
  if (!run && scheduled && (await scope.mayRead(right, scheduled.plan))) return scheduledTask(parts, scheduled, texts)
  if (!run) return problemCard(texts.tasks.notVisible({ task }))
  const promoter = await promoterOf(store, run)
  const sight = await workflowSight(store, run, { policy: parts.policy, people: parts.settings.people ?? [] })
  const pace = { usualMs: await usualTimes(store, run), now: parts.clock.now() }
  return (
    runResultCard(run, undefined, await placeOf(run, store), texts, await healthThere(run, scope), promoter, sight) ??
    runStatusCard(
      run,
      { workflow: workflowOf(run, workflows), askedBy: await nameOf(store, run.by), promoter, sight, pace },
      texts,
    )
  )
}

async function scheduledTask(
  { store, settings }: AnswerParts,
  schedule: Schedule,
  texts: Question['texts'],
): Promise<Card> {
  const { by, state } = schedule
  const names = await namesOf(store, [by, ...(state.kind === 'cancelled' ? [state.by] : [])])
  const card = scheduleCard(schedule, (user) => names.get(user) ?? user, settings.gates.timeZone, texts)
  // The card in its thread has the button.
  return { ...card, blocks: card.blocks.filter(({ kind }) => kind !== 'buttons') }
}

export const taskStatus = {
  intent: 'task.status',
  effect: 'read',
  answer: answerTask,
} as const satisfies ReadCapability
