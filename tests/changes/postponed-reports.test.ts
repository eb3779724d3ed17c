import { expect, test } from 'vitest'
import { createMemoryStore } from '../../adapters/store/memory/memory-store.ts'
import { readWorkflows } from '../../config/workflows.ts'
import { type CodeRuleParts, startCodeRules, startPostponedReports } from '../../src/changes/code-rules.ts'
import { codeStream } from '../../src/domain/code-event.ts'
import type { CodeReport } from '../../src/domain/code-happening.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { projections } from '../../src/domain/projections.ts'
import { transact } from '../../src/runtime/transact.ts'
import { LOCAL_ABILITIES } from '../support/local-abilities.ts'
import { NO_GATES } from '../support/no-gates.ts'

const MINUTE_MS = 60_000
const links = { host: 'github', repository: 'acme/pay', commit: () => 'https://x' }

/** Rules and a source that answers or not; time passes by hand. */
function stage() {
  const { store } = createMemoryStore<ShipmateEvent>(projections)
  const alarms = new Set<{ readonly at: number; readonly wake: () => void }>()
  const source = { answers: true, says: false }
  const state = { now: Date.parse('2026-03-02T09:00:00Z') }
  const clock: CodeRuleParts['clock'] = {
    now: () => new Date(state.now),
    at(moment, wake) {
      const alarm = { at: moment.getTime(), wake }
      alarms.add(alarm)
      return () => alarms.delete(alarm)
    },
  } as CodeRuleParts['clock']
  const delivery = {
    abilities: () => LOCAL_ABILITIES,
    linksOf: () => links,
    checksOf: async () => [],
    recipe: () => 'usual',
    commitsBetween: async () => [],
    changesBetween: async () => [],
    async resolve() {
      if (source.says) return { problem: 'repository-unusable', sentence: 'It does not answer.' }
      if (!source.answers) throw new Error('connection refused')
      return { sha: 'b'.repeat(40), version: 'v1.1.0' }
    },
  }
  const parts = {
    ...{ store, clock, delivery, newId: () => 'id', onError: () => {}, workflows: readWorkflows() },
    permissions: { decide: async () => ({ kind: 'allowed' }) },
    risks: { judge: async () => ({ verdict: 'go', reasons: ['A small change.'] }) },
    settings: {
      services: [{ id: 'pay', environments: ['staging'], canary: { percent: 10, minutes: 10 } }],
      environments: [{ id: 'staging', confirm: 'danger-only' }],
      gates: NO_GATES,
      workflows: [
        {
          ...{ id: 'ship', title: 'ship', phrases: [], confirm: false, inputs: {}, steps: [] },
          on: [{ event: ['checks.done'], green: true, branches: ['main'], channel: 'slack:C1/1', with: {} }],
        },
      ],
      codeEvents: [
        { on: ['pushed'], branches: ['main'], tell: 'slack:C1/1', deploy: 'staging' },
        { on: ['release.published'], tell: 'slack:C1/1' },
      ],
    },
  } as unknown as CodeRuleParts
  const loops = [startCodeRules(parts), startPostponedReports(parts)]
  const settle = async () => {
    for (const loop of [...loops, ...loops]) await loop.settled()
  }
  return {
    source,
    async pass(ms: number) {
      state.now += ms
      for (const alarm of [...alarms].filter(({ at }) => at <= state.now)) {
        alarms.delete(alarm)
        alarm.wake()
      }
      await settle()
    },
    async report(report: CodeReport) {
      const cause = { correlationId: 'c', actor: 'github' }
      await transact(store, cause, clock.now(), async (transaction) =>
        transaction.append(codeStream(report), { type: 'code.reported', ...report }),
      )
      await settle()
    },
    async answersTo(report: CodeReport) {
      const events = await store.readStream(codeStream(report))
      return events.flatMap(({ body }) => (body.type === 'code.answered' ? body.answers : []))
    },
    stop: () => Promise.all(loops.map((loop) => loop.stop())),
  }
}

const push: CodeReport = {
  ...{ host: 'github', repository: 'acme/pay', delivery: '1', digest: 'd1' },
  happening: { what: 'pushed', branch: 'main', sha: 'b'.repeat(40), author: 'jo' },
}
const published: CodeReport = {
  ...push,
  digest: 'd2',
  happening: { what: 'release.published', tag: 'v1', author: 'jo' },
}

test('a push is deployed once its repository answers again, and holds up nothing meanwhile', async () => {
  const { source, pass, report, answersTo, stop } = stage()
  source.answers = false
  await report(push)
  await report(published)
  expect(await answersTo(push)).toEqual([])
  expect(await answersTo(published)).toHaveLength(1)
  await pass(MINUTE_MS)
  expect(await answersTo(push)).toEqual([])
  source.answers = true
  await pass(MINUTE_MS)
  expect(await answersTo(push)).toMatchObject([{ task: 'TASK-1' }])
  await pass(MINUTE_MS)
  expect(await answersTo(push)).toHaveLength(1)
  await stop()
})

test('after ten minutes the channel is told that the repository does not answer', async () => {
  const { source, pass, report, answersTo, stop } = stage()
  source.answers = false
  await report(push)
  await pass(9 * MINUTE_MS)
  expect(await answersTo(push)).toEqual([])
  await pass(MINUTE_MS)
  expect(await answersTo(push)).toMatchObject([
    { reason: 'The repository of pay has not answered for ten minutes. Ask me to deploy it when it does.' },
  ])
  await stop()
})

const checked: CodeReport = {
  ...push,
  digest: 'd3',
  happening: { what: 'checks.done', branch: 'main', sha: 'b'.repeat(40), by: 'CI', green: true },
}

test('checks that come while the repository is unusable start their workflow once it answers again', async () => {
  const { source, pass, report, answersTo, stop } = stage()
  source.says = true
  await report(checked)
  await pass(MINUTE_MS)
  expect(await answersTo(checked)).toEqual([])
  source.says = false
  await pass(MINUTE_MS)
  expect(await answersTo(checked)).toMatchObject([{ workflow: 'ship', task: 'TASK-1' }])
  await stop()
})

test('and after ten minutes the channel is told', async () => {
  const { source, pass, report, answersTo, stop } = stage()
  source.says = true
  await report(checked)
  await pass(10 * MINUTE_MS)
  expect(await answersTo(checked)).toMatchObject([
    { workflow: 'ship', reason: expect.stringContaining('has not answered') },
  ])
  await stop()
})
