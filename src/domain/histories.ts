import type { AgentDecisionEvent } from './agent-decision.ts'
import { isKnownType } from './audit-kind.ts'
import { type ChangeEvent, type ChangeRequest, evolveChange } from './change-request.ts'
import { type Confirmation, type ConfirmationEvent, evolveConfirmation } from './confirmation.ts'
import { type Drift, type DriftEvent, evolveDrift } from './drift.ts'
import { type EnvironmentEvent, type EnvironmentLock, evolveLock, UNLOCKED } from './environment.ts'
import type { Stored } from './event.ts'
import type { ShipmateEvent } from './events.ts'
import { evolveRun } from './evolve-run.ts'
import { evolveHandover, type Handover, type HandoverEvent } from './handover.ts'
import { evolveFollow, type Follow, type FollowEvent } from './log-follow.ts'
import { evolveQuestion, type Question, type QuestionEvent } from './question.ts'
import type { Run } from './run.ts'
import type { RunEvent } from './run-events.ts'
import { evolveSchedule, type Schedule, type ScheduleEvent } from './schedule.ts'

export type History = readonly Stored<ShipmateEvent>[]

/**
 * Folds the events that this version knows: a newer one may have appended others, which leave what there is as it is.
 * A stream holds the events of one subject only; its name says which. That is what the cast rests on.
 */
function fold<Body extends ShipmateEvent, State>(
  history: History,
  evolve: (before: State, event: Stored<Body>) => State,
  start: State,
): State {
  const known = history.filter(({ body }) => isKnownType(body.type)) as unknown as readonly Stored<Body>[]
  return known.reduce<State>((before, event) => evolve(before, event), start)
}

export function runFrom(history: History): Run | undefined {
  return fold<RunEvent | AgentDecisionEvent, Run | undefined>(history, evolveRun, undefined)
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
  return fold<ConfirmationEvent, Confirmation | undefined>(history, evolveConfirmation, undefined)
}

export function changeFrom(history: History): ChangeRequest | undefined {
  return fold<ChangeEvent, ChangeRequest | undefined>(history, evolveChange, undefined)
}

export function questionFrom(history: History): Question | undefined {
  return fold<QuestionEvent, Question | undefined>(history, evolveQuestion, undefined)
}

export function followFrom(history: History): Follow | undefined {
  return fold<FollowEvent, Follow | undefined>(
    history,
    (before, { body, at }) => evolveFollow(before, body, at),
    undefined,
  )
}

export function handoverFrom(history: History): Handover | undefined {
  return fold<HandoverEvent, Handover | undefined>(
    history,
    (before, { body }) => evolveHandover(before, body),
    undefined,
  )
}

export function lockFrom(history: History): EnvironmentLock {
  return fold<EnvironmentEvent, EnvironmentLock>(history, (lock, { body }) => evolveLock(lock, body), UNLOCKED)
}

/** The latest drift of a place, over or not. */
export function driftFrom(history: History): Drift | undefined {
  return fold<DriftEvent, Drift | undefined>(history, evolveDrift, undefined)
}

export function scheduleFrom(history: History): Schedule | undefined {
  return fold<ScheduleEvent, Schedule | undefined>(history, evolveSchedule, undefined)
}
