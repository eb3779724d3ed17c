import { expect, test } from 'vitest'
import type { WatchedTask } from '../../src/app/commands/client/answers.ts'
import { barLine, endedText, newLines } from '../../src/app/commands/client/task-lines.ts'

const task: WatchedTask = {
  ...{ id: 'TASK-4', kind: 'deploy', state: 'running', service: 'shop', environment: 'production', phase: 'healthy' },
  release: { version: 'v2' },
  steps: [
    { id: 'build', state: 'done' },
    { id: 'deploy', state: 'running' },
  ],
}

test('the bar says how many steps are over and what is at work, within the width of the terminal', () => {
  expect(barLine(task, 80)).toBe('TASK-4 ██████████░░░░░░░░░░ 1/2 deploy (healthy)')
  expect(barLine(task, 20)).toBe('TASK-4 ██████████░░')
  const ended = { ...task, state: 'succeeded', phase: undefined, steps: [{ id: 'build', state: 'done' }] }
  expect(barLine(ended, 80)).toBe(`TASK-4 ${'█'.repeat(20)} 1/1 succeeded`)
  expect(barLine({ ...task, steps: [], phase: undefined, state: 'queued' }, 80)).toMatch(/^TASK-4 ░+ 0\/0 queued$/)
})

test('each change is a line, once', () => {
  expect(newLines(undefined, task)).toEqual(['TASK-4 build done', 'TASK-4 deploy running', 'TASK-4 is healthy'])
  expect(newLines(task, { ...task, phase: 'switched' })).toEqual(['TASK-4 is switched'])
  expect(newLines(task, task)).toEqual([])
})

test('what failed says what to do, and nothing moves the cursor of whoever watches', () => {
  const failure = { reason: 'It broke.\u001b[2J', next_step: 'Ask again.' }
  expect(endedText({ ...task, state: 'failed', failure })).toBe(
    'TASK-4 failed: deploy shop v2 on production\nIt broke.␛[2J\nAsk again.',
  )
})
