import { expect, test } from 'vitest'
import type { TaskId } from '../../src/domain/ids.ts'
import type { Run } from '../../src/domain/run.ts'
import { evolveTimes, type StepTimes, takenMs } from '../../src/domain/step-times.ts'
import type { Documents } from '../../src/ports/event-store.ts'
import { usualTimes } from '../../src/queries/usual-times.ts'
import { failedRun } from '../tools/tool-world.ts'

const START = Date.parse('2026-03-02T14:00:00.000Z')
const at = (second: number): string => new Date(START + second * 1_000).toISOString()

const built = (task: TaskId, seconds: number): Run => ({
  ...failedRun({ task, state: 'succeeded' }),
  times: { build: { startedAt: at(0), endedAt: at(seconds) } },
})

/** @param asked Is given the labels of each list that is asked for. */
const storeOf = (found: readonly Run[], asked: (labels: readonly string[]) => void = () => undefined): Documents =>
  ({
    list: async (_: unknown, { labels }: { labels: readonly string[] }) => {
      asked(labels)
      return found
    },
  }) as unknown as Documents

const running = failedRun({ task: 'TASK-9', state: 'running' })

test('the middle of earlier runs of the same kind at the same place is usual', async () => {
  let labels: readonly string[] = []
  const found = [built('TASK-1', 10), built('TASK-2', 90), built('TASK-3', 20)]
  const usual = await usualTimes(
    storeOf(found, (asked) => {
      labels = asked
    }),
    running,
  )
  expect(usual).toEqual(new Map([['build', 20_000]]))
  expect(labels).toEqual(['succeeded', 'service:payments', 'environment:staging'])
})

test('two earlier runs tell nothing, and neither does the run itself', async () => {
  const found = [built('TASK-1', 10), built('TASK-2', 90), built('TASK-9', 20)]
  expect(await usualTimes(storeOf(found), running)).toEqual(new Map())
})

test('nothing is looked up for a run that is over', async () => {
  const asked = (): never => {
    throw new Error('asked')
  }
  expect(await usualTimes(storeOf([], asked), failedRun())).toEqual(new Map())
})

test('a phase lasts until the next is reached; a step that continues keeps its start', () => {
  const told: readonly [number, Parameters<typeof evolveTimes>[1]][] = [
    [0, { type: 'run.step.started', step: 'deploy' }],
    [1, { type: 'run.step.progressed', step: 'deploy', phase: 'starting' }],
    [5, { type: 'run.step.started', step: 'deploy' }],
    [9, { type: 'run.step.progressed', step: 'deploy', phase: 'switched' }],
    [10, { type: 'run.step.completed', step: 'deploy' }],
  ]
  const times = told.reduce<StepTimes>((before, [second, body]) => evolveTimes(before, body, at(second)), {})
  expect(times).toEqual({
    deploy: { startedAt: at(0), endedAt: at(10) },
    starting: { startedAt: at(1), endedAt: at(9) },
    switched: { startedAt: at(9), endedAt: at(10) },
  })
  expect(takenMs(times.starting)).toBe(8_000)
  expect(takenMs({ startedAt: at(3) }, new Date(at(5)))).toBe(2_000)
  expect(takenMs({ startedAt: at(3) })).toBeUndefined()
})
