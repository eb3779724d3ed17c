import { expect, test } from 'vitest'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { DUE, dueAt, hourLabel, type Timers, timers } from '../../src/domain/timers.ts'

const task = 'TASK-7'
const AT = '2026-03-02T09:00:00.000Z'
const LATER = '2026-03-02T11:20:00.000Z'
const SOONER = '2026-03-02T10:05:00.000Z'

/** What a task's timers come to be, a minute between its events. */
function after(...events: readonly ShipmateEvent[]): Timers | undefined {
  return events.reduce<Timers | undefined>((doc, body, index) => {
    const at = new Date(Date.parse(AT) + index * 60_000).toISOString()
    const event = { id: '1', position: 1, stream: '', version: 1, body, correlationId: '', actor: '', at }
    return timers.keys(event).includes(task) ? timers.apply(doc, event, task) : doc
  }, undefined)
}

const paused = (step: string, until: string): ShipmateEvent => ({ type: 'run.step.paused', task, step, until })
const due = (doc: Timers | undefined): string | undefined => doc && new Date(dueAt(doc)).toISOString()

test('what waits is due at its soonest moment, and labelled by the hour of that', () => {
  const approval = { kind: 'approval', role: 'owner', count: 1 } as const
  const doc = after(paused('a', LATER), { type: 'run.step.waiting', task, step: 'b', awaited: approval, until: SOONER })
  expect(due(doc)).toBe(SOONER)
  expect(doc && timers.labels(doc)).toEqual([hourLabel(new Date(SOONER))])
})

test('a step that goes on waits no longer, and a task without any is gone', () => {
  expect(due(after(paused('a', LATER), paused('b', SOONER), { type: 'run.step.completed', task, step: 'b' }))).toBe(
    LATER,
  )
  expect(after(paused('a', LATER), { type: 'run.step.requested', task, step: 'a', worker: 'command' })).toBeUndefined()
})

test('cancelled, its pauses are due at once, also those of later, and what people are asked keeps its end', () => {
  const cancel: ShipmateEvent = { type: 'run.cancel.requested', task, by: 'slack:ana' }
  const before = after(paused('a', LATER), cancel)
  expect(before && timers.labels(before)).toEqual([DUE])
  const later = after(cancel, paused('a', LATER))
  expect(later && timers.labels(later)).toEqual([DUE])
  const idle = after(cancel)
  expect(idle && timers.labels(idle)).toEqual([])
})

test('a canary that is promoted by hand is due at once', () => {
  const doc = after(paused('deploy', LATER), { type: 'run.canary.promoted', task, step: 'deploy', by: 'slack:ana' })
  expect(doc && timers.labels(doc)).toEqual([DUE])
})

test('what is noted when it is due already carries that', () => {
  const doc = after(paused('a', '2026-03-02T08:59:00.000Z'))
  expect(doc && timers.labels(doc)).toEqual([DUE])
})
