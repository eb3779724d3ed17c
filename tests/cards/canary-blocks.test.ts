import { expect, test } from 'vitest'
import { canaryBlocks } from '../../src/cards/canary-blocks.ts'
import type { Run, RunState } from '../../src/domain/run.ts'
import { en } from '../../src/texts/en/texts.ts'
import { failedRun } from '../tools/tool-world.ts'

/** One whose word was to go on. */
function canaryRun(state: RunState): Run {
  const { plan, ...run } = failedRun()
  const look = { word: { kind: 'promote' }, reasons: ['3 requests.'], inconclusive: true, minutes: 10, at: '' } as const
  return { ...run, plan: { ...plan, canary: { percent: 10, minutes: 10 } }, state, phase: 'canary', canary: look }
}

test('a canary that was cancelled, or failed, right after its verdict is not called promoted', () => {
  expect(canaryBlocks(canaryRun('running'), en)).toEqual([
    { kind: 'text', text: expect.stringContaining('promoting to all users') },
  ])
  expect(canaryBlocks(canaryRun('cancelled'), en)).toEqual([])
  expect(canaryBlocks(canaryRun('failed'), en)).toEqual([])
})
