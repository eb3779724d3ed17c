import type { AgentDecisionEvent } from './agent-decision.ts'
import { type ChangeEvent, type ChangeRequest, evolveChange } from './change-request.ts'
import { type Confirmation, type ConfirmationEvent, evolveConfirmation } from './confirmation.ts'
import { type Drift, type DriftEvent, evolveDrift } from './drift.ts'
import { type EnvironmentEvent, type EnvironmentLock, evolveLock, UNLOCKED } from './environment.ts'
import type { Stored } from './event.ts'
import type { ShipmateEvent } from './events.ts'
import { evolveRun } from './evolve-run.ts'
import { evolveFollow, type Follow, type FollowEvent } from './log-follow.ts'
import { evolveQuestion, type Question, type QuestionEvent } from './question.ts'
import type { Run } from './run.ts'
import type { RunEvent } from './run-events.ts'
import { evolveSchedule, type Schedule, type ScheduleEvent } from './schedule.ts'

export type History = readonly Stored<ShipmateEvent>[]

// A stream holds the events of one subject only; its name says which. That is what these casts rest on.

export function runFrom(history: History): Run | undefined {
  return (history as readonly Stored<RunEvent | AgentDecisionEvent>[]).reduce<Run | undefined>(evolveRun, undefined)
}

/** The latest request, or the latest start, of a step: who comes with an earlier one is out of date. */
export function latestOfStep(
  history: History,
  type: 'run.step.requested' | 'run.step.started' | 'run.step.paused',
  step: string,
): Stored<ShipmateEvent> | undefined {
  return history.findLast(({ body }) => body.type === type && 'step' in body && body.step === step)
}

export function confirmationFrom(history: History): Confirmation | undefined {
  return (history as readonly Stored<ConfirmationEvent>[]).reduce<Confirmation | undefined>(
    evolveConfirmation,
    undefined,
  )
}

export function changeFrom(history: History): ChangeRequest | undefined {
  return (history as readonly Stored<ChangeEvent>[]).reduce<ChangeRequest | undefined>(evolveChange, undefined)
}

export function questionFrom(history: History): Question | undefined {
  return (history as readonly Stored<QuestionEvent>[]).reduce<Question | undefined>(evolveQuestion, undefined)
}

export function followFrom(history: History): Follow | undefined {
  return (history as readonly Stored<FollowEvent>[]).reduce<Follow | undefined>(
    (before, { body, at }) => evolveFollow(before, body, at),
    undefined,
  )
}

export function lockFrom(history: History): EnvironmentLock {
  return (history as readonly Stored<EnvironmentEvent>[]).reduce((lock, { body }) => evolveLock(lock, body), UNLOCKED)
}

/** The latest drift of a place, over or not. */
export function driftFrom(history: History): Drift | undefined {
  return (history as readonly Stored<DriftEvent>[]).reduce<Drift | undefined>(evolveDrift, undefined)
}

export function scheduleFrom(history: History): Schedule | undefined {
  return (history as readonly Stored<ScheduleEvent>[]).reduce<Schedule | undefined>(evolveSchedule, undefined)
}
