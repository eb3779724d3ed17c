import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  acquireOrQueue,
  type EnvironmentEvent,
  type EnvironmentLock,
  evolveEnvironment,
  evolveLock,
  nextInLine,
  releaseLock,
  UNLOCKED,
} from '../../src/domain/environment.ts'
import type { TaskId } from '../../src/domain/ids.ts'
import type { DeployPlan } from '../../src/domain/plans/deploy.ts'

const of = (task: TaskId) => ({ service: 'billionmail', environment: 'staging', task })
const after = (events: readonly EnvironmentEvent[]): EnvironmentLock => events.reduce(evolveLock, UNLOCKED)

test('the first task has the environment, the others wait in the order of asking', () => {
  const first = acquireOrQueue(UNLOCKED, of('TASK-1'))
  const second = acquireOrQueue(after([first]), of('TASK-2'))
  const third = acquireOrQueue(after([first, second]), of('TASK-3'))
  expect(after([first, second, third])).toEqual({ holder: 'TASK-1', waiting: ['TASK-2', 'TASK-3'] })
  expect(releaseLock(after([first, second, third]), of('TASK-1'))).toEqual([
    { type: 'environment.lock.released', ...of('TASK-1') },
    { type: 'environment.lock.acquired', ...of('TASK-2') },
  ])
})

test('a waiting task that is called off leaves the line and nothing else changes', () => {
  const state: EnvironmentLock = { holder: 'TASK-1', waiting: ['TASK-2', 'TASK-3'] }
  const left = releaseLock(state, of('TASK-2'))
  expect(left).toEqual([{ type: 'environment.lock.released', ...of('TASK-2') }])
  expect(left.reduce(evolveLock, state)).toEqual({ holder: 'TASK-1', waiting: ['TASK-3'] })
})

test('whatever tasks come and go, nobody is forgotten and nobody waits for a free environment', () => {
  const comingsAndGoings = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 6 })), { maxLength: 60 })
  fc.assert(
    fc.property(comingsAndGoings, (moves) => {
      let state = UNLOCKED
      const present = new Set<TaskId>()
      for (const [comes, number] of moves) {
        const task: TaskId = `TASK-${number}`
        if (comes === present.has(task)) continue
        const events = comes ? [acquireOrQueue(state, of(task))] : releaseLock(state, of(task))
        state = events.reduce(evolveLock, state)
        if (comes) present.add(task)
        else present.delete(task)
        const known = [...(state.holder ? [state.holder] : []), ...state.waiting]
        expect(new Set(known)).toEqual(present)
        expect(known.length).toBe(present.size)
        if (state.waiting.length > 0) expect(state.holder).toBeDefined()
      }
    }),
  )
})

test('whatever tasks and a lock do, only what the lock lets through starts under it, and nobody is forgotten', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('comes' as const), number: fc.integer({ min: 1, max: 6 }), passes: fc.boolean() }),
    fc.record({ kind: fc.constant('goes' as const), number: fc.integer({ min: 1, max: 6 }), passes: fc.boolean() }),
    fc.record({
      kind: fc.constantFrom('locks' as const, 'unlocks' as const),
      number: fc.constant(0),
      passes: fc.boolean(),
    }),
  )
  const place = { service: 'billionmail', environment: 'staging' }
  const lock = { ...place, lock: 'LOCK-1', by: 'slack:ana', expiresAt: '2026-03-02T10:00:00Z' } as const
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let state = UNLOCKED
      const present = new Set<TaskId>()
      const passing = new Set<TaskId>()
      const happens = (...events: readonly EnvironmentEvent[]): void => {
        for (const event of events) {
          if (event.type === 'environment.lock.acquired' && state.lock) expect(passing).toContain(event.task)
          state = evolveLock(state, event)
        }
      }
      for (const { kind, number, passes } of steps) {
        const task: TaskId = `TASK-${number}`
        if (kind === 'locks' && !state.lock)
          happens({ type: 'environment.locked', ...lock, thread: 'slack:#ops', button: 'b' })
        if (kind === 'unlocks' && state.lock) {
          happens({ type: 'environment.unlocked', ...place, lock: 'LOCK-1', by: 'slack:ana' })
          happens(...nextInLine(state, place))
        }
        if (kind === 'comes' && !present.has(task)) {
          present.add(task)
          if (passes) passing.add(task)
          else passing.delete(task)
          happens(acquireOrQueue(state, of(task), state.lock !== undefined && passes))
        }
        if (kind === 'goes' && present.has(task)) {
          present.delete(task)
          happens(...releaseLock(state, of(task), [...passing]))
        }
        const known = [...(state.holder ? [state.holder] : []), ...state.waiting]
        expect(new Set(known)).toEqual(present)
        const mayStart = state.waiting.filter((one) => !state.lock || passing.has(one))
        if (mayStart.length > 0) expect(state.holder).toBeDefined()
      }
    }),
  )
})

test('what served before is remembered, and the same release once more does not become its own predecessor', () => {
  const live = (sha: string, task: TaskId) => {
    const plan: DeployPlan = {
      kind: 'deploy',
      service: 'billionmail',
      environment: 'staging',
      ref: sha,
      release: { sha, version: sha },
      commits: [],
      commitCount: 0,
      strategy: 'blue-green',
      recipe: 'usual',
    }
    return { body: { type: 'cicd.deploy.completed', task, plan } as const, at: '2026-03-10T10:00:00.000Z' }
  }
  const claimed = {
    body: { type: 'environment.lock.acquired', ...of('TASK-1') } as const,
    at: '2026-03-10T10:00:00.000Z',
  }
  const state = [claimed, live('one', 'TASK-1'), live('two', 'TASK-2'), live('two', 'TASK-3')].reduce(
    (before: Parameters<typeof evolveEnvironment>[0], event) => evolveEnvironment(before, event),
    undefined,
  )
  expect([state?.current?.release.version, state?.previous?.release.version]).toEqual(['two', 'one'])
})

test('what was seen stopped of one release says nothing of the next', () => {
  const live = (task: TaskId, sha: string) => ({ release: { sha, version: sha }, task, at: '2026-03-02T09:00:00.000Z' })
  const place = { service: 'billionmail', environment: 'staging', waiting: [], current: live('TASK-2', 'b') }
  const at = '2026-03-02T10:00:00.000Z'
  const stopped = evolveEnvironment(place, { body: { type: 'environment.stopped', ...of('TASK-2') }, at })
  expect(stopped?.current).toEqual({ ...live('TASK-2', 'b'), stoppedAt: at })
  expect(evolveEnvironment(place, { body: { type: 'environment.stopped', ...of('TASK-1') }, at })).toBe(place)
  expect(evolveEnvironment(stopped, { body: { type: 'environment.resumed', ...of('TASK-2') }, at })).toEqual(place)
})
