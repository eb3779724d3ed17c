import { expect, test } from 'vitest'
import { decidingBlocks } from '../../src/capabilities/agents/deciding-agents.ts'
import type { DecidingAgent, RegisteredWorker } from '../../src/domain/worker.ts'
import { en } from '../../src/texts/en/texts.ts'

const deploy: DecidingAgent = { name: 'deploy', capabilities: ['deploy.risk'], model: 'qwen3:8b', inHand: 1 }

const among = (name: string, deciding?: readonly DecidingAgent[], state: RegisteredWorker['state'] = 'live') => ({
  ...{ id: name, name, host: 'here', pid: 1, capabilities: [], models: [], inHand: 0, capacity: 4 },
  ...{ state, registeredForMs: 0, lastSeenMs: 0, ...(deciding && { deciding }) },
})

const rowsOf = (...processes: readonly RegisteredWorker[]) =>
  decidingBlocks(processes, en).flatMap((block) => (block.kind === 'table' ? block.rows : []))

test('an agent that several processes have alike is one row, with what all of them have in hand', () => {
  expect(rowsOf(among('one', [deploy]), among('two', [{ ...deploy, inHand: 2 }]))).toEqual([
    ['deploy', 'deploy.risk', 'qwen3:8b, within its rules', '3', 'one, two'],
  ])
})

test('one that asks another model, or none, is another row', () => {
  const { model: _, ...byRules } = deploy
  expect(rowsOf(among('one', [deploy]), among('two', [byRules])).map(([, , asks]) => asks)).toEqual([
    'qwen3:8b, within its rules',
    'its rules',
  ])
})

test('who is lost judges nothing, and a process of an older version does not say', () => {
  expect(decidingBlocks([among('lost', [deploy], 'lost'), among('old')], en)).toEqual([])
})
