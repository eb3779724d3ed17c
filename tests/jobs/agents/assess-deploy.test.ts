import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type AnyAgent, defineAgent } from '../../../jobs/agents/core/define-agent.ts'
import { createDeployAssessment, type DeployAssessmentParts } from '../../../jobs/agents/deploy-risk/assess-deploy.ts'
import type { ShipmateEvent } from '../../../src/domain/events.ts'
import { type Risk, unseenHold } from '../../../src/domain/risk.ts'
import { type Store, StoreUnavailableError } from '../../../src/ports/event-store.ts'
import { deployPlan } from '../../support/deploy-plan.ts'
import { openMemoryStore } from '../../support/memory-store.ts'
import { toolWorld } from '../../tools/tool-world.ts'
import { meansOf, modelThatSays, steppingClock } from './toy-agent.ts'

type Answer = { readonly verdict: string; readonly reasons: readonly string[] }

const plan = deployPlan({ environment: 'production' })
const HELD = { verdict: 'hold', reasons: ['The store was moved.'] }
const GO: Answer = { verdict: 'go', reasons: ['All is calm.'] }
const NO_MODELS = { conversation: undefined, decision: undefined, summary: undefined }
let store: Store<ShipmateEvent>
let subject = 0

beforeAll(async () => {
  store = await openMemoryStore()
})
afterAll(() => store.close())

function teamAgent(decide: () => Answer, input: z.ZodType<object> = z.object({ service: z.string() })): AnyAgent {
  return defineAgent<object, Answer>({
    name: 'team-risk',
    capabilities: ['deploy.risk'],
    input,
    output: z.strictObject({ verdict: z.string(), reasons: z.array(z.string()) }),
    rules: { decide, bounded: (_, byModel) => byModel, reasons: ({ reasons }) => reasons },
    run: (ask) => ask({ instructions: 'You judge.', data: {} }),
  }) as unknown as AnyAgent
}

/** What is judged beside this agent, which asks `model` where one is given; Shipmate's own asks none. */
async function judged(
  agent: AnyAgent,
  changes: Partial<DeployAssessmentParts> = {},
  correlationId = `request-${++subject}`,
  of = plan,
) {
  const faults: string[] = []
  const preflight = createDeployAssessment({
    log: store,
    documents: store,
    source: { changesBetween: async () => [] },
    history: { counted: async () => undefined },
    objectiveAt: () => undefined,
    canaries: { canaryBlocker: async () => 'Nothing can share requests out here.' },
    ...meansOf(steppingClock()),
    models: NO_MODELS,
    customAgents: [{ agent, file: 'team-risk.ts' }],
    onAgentFault: (error, name) => faults.push(`${name}: ${error}`),
    isTrial: () => false,
    timeZone: 'UTC',
    priority: 'person',
    scopeParts: { ...toolWorld({}), effectOf: () => 'read' },
    onToolFault: () => {},
    ...changes,
  })
  let asking = 0
  const risk: Risk = await preflight.judge(of, correlationId, () => asking++)
  return { risk, faults, correlationId, asking }
}

const COULD_NOT = 'The agent team-risk could not judge: '

test('an agent of the team that needs what is not known is an unknown, said and logged', async () => {
  const { risk, faults } = await judged(teamAgent(() => GO, z.object({ service: z.string(), commits: z.int() })))
  expect(risk.verdict).toBe('go')
  expect(risk.reasons.at(-1)).toBe(`${COULD_NOT}its input does not accept the known value of commits.`)
  expect(faults).toEqual([expect.stringContaining('commits')])
})

test('one that throws is an unknown, and the word of the others counts', async () => {
  const { risk, faults } = await judged(
    teamAgent(() => {
      throw new Error('boom')
    }),
  )
  expect(risk.reasons).toContain(`${COULD_NOT}it failed; the log has the error.`)
  expect(risk.reasons[0]).toContain('first deployment')
  expect(faults).toEqual(['team-risk: Error: boom'])
})

test.each([
  ['no reason', { verdict: 'hold', reasons: [] }],
  ['no verdict there is', { verdict: 'maybe', reasons: ['Who knows.'] }],
])('an answer with %s is an unknown, and is not noted: it would come again for ever', async (_, answer) => {
  const { risk, correlationId } = await judged(teamAgent(() => answer))
  expect(risk.reasons).toContain(`${COULD_NOT}its answer is no judgement.`)
  const { risk: mended } = await judged(
    teamAgent(() => ({ ...GO, verdict: 'hold' })),
    {},
    correlationId,
  )
  expect(mended).toMatchObject({ verdict: 'hold', reasons: ['All is calm.'] })
})

test('a model whose answer is no judgement is asked again for one', async () => {
  const clock = steppingClock()
  const model = modelThatSays(clock, { verdict: 'hold', reasons: [] }, { verdict: 'hold', reasons: ['Too late.'] })
  const agent = { ...teamAgent(() => GO), model: 'summary' as const }
  const { risk } = await judged(agent, { ...meansOf(clock), models: { ...NO_MODELS, summary: model } })
  expect(risk).toMatchObject({ verdict: 'hold', reasons: ['Too late.'], model: 'guardian:8b' })
})

test('whoever waits is told when a model is asked, and by rules alone there is nothing to tell', async () => {
  expect((await judged(teamAgent(() => GO))).asking).toBe(0)
  const clock = steppingClock()
  const agent = { ...teamAgent(() => GO), model: 'summary' as const }
  const models = { ...NO_MODELS, summary: modelThatSays(clock, HELD) }
  const { asking, correlationId } = await judged(agent, { ...meansOf(clock), models })
  expect(asking).toBe(1)
  // What was judged before is taken as it was noted: no model is asked.
  expect((await judged(agent, { ...meansOf(clock), models }, correlationId)).asking).toBe(0)
})

test('what a model words for the card comes without links, and a hold never without a reason', async () => {
  const clock = steppingClock()
  const says = [
    { verdict: 'hold', reasons: ['See https://evil.example/fix.'] },
    { verdict: 'hold', reasons: ['\u200B'] },
  ]
  for (const [index, reason] of ['See (link left out)', 'It gives no reason that can be shown.'].entries()) {
    const agent = { ...teamAgent(() => GO), model: 'summary' as const }
    const models = { ...NO_MODELS, summary: modelThatSays(clock, says[index] ?? {}) }
    const { risk } = await judged(agent, { ...meansOf(clock), models })
    expect(risk.reasons).toEqual([reason])
  }
})

test('the other way round: one that is right is listened to, and may say more than a judgement', async () => {
  const agent = teamAgent(() => ({ verdict: 'hold', reasons: ['It is the month’s end.'], score: 3 }) as Answer)
  const { risk } = await judged({ ...agent, output: z.looseObject({}) })
  expect(risk).toMatchObject({ verdict: 'hold', reasons: ['It is the month’s end.'] })
})

test('a database that is away is no unknown: it is waited for, and nothing else rejects unheard', async () => {
  const away = { ...store, readStream: () => Promise.reject(new StoreUnavailableError('connection refused')) }
  await expect(
    judged(
      teamAgent(() => GO),
      { log: away },
    ),
  ).rejects.toThrow('connection refused')
})

test('a hold confirmed in the evening stands an hour later, also when its sentence names the hour', async () => {
  const at = async (hour: string): Promise<Risk> => {
    const clock = { ...steppingClock(), now: () => new Date(`2026-03-02T${hour}:10:00Z`) }
    const documents = { ...store, get: async () => ({ current: {} }) as never }
    const live = { ...plan, from: { sha: 'b'.repeat(40), version: 'v0.9.0' }, commitCount: 90 }
    return (
      await judged(
        teamAgent(() => GO),
        { ...meansOf(clock), documents },
        undefined,
        live,
      )
    ).risk
  }
  const [seen, now] = [await at('19'), await at('20')]
  expect(seen.grounds?.map(({ id }) => id)).toEqual(['size', 'hour'])
  expect([seen.verdict, now.verdict]).toEqual(['hold', 'hold'])
  expect(now.reasons).not.toEqual(seen.reasons)
  expect(unseenHold(seen, now)).toEqual([])
})

test('a hold that an agent of the team makes by its rules is one ground, and one that its model makes is none', async () => {
  const { risk } = await judged(teamAgent(() => ({ verdict: 'hold', reasons: ['It is 19:00.'] })))
  expect(risk.grounds).toEqual([{ id: 'agent:team-risk', sentence: 'It is 19:00.' }])
  const clock = steppingClock()
  const models = { ...NO_MODELS, decision: modelThatSays(clock, HELD, HELD) }
  expect(
    (
      await judged(
        teamAgent(() => GO),
        { ...meansOf(clock), models },
      )
    ).risk,
  ).toMatchObject({ verdict: 'hold', grounds: [] })
})

test('a repository that has to be fetched first is not waited for: what it would say is an unknown', async () => {
  const atOnce = (_: Date, wake: () => void): (() => void) => {
    wake()
    return () => {}
  }
  const clock = { ...steppingClock(), at: atOnce }
  const documents = { ...store, get: async () => ({ current: {} }) as never }
  const live = { ...plan, from: { sha: 'b'.repeat(40), version: 'v0.9.0' }, commitCount: 2 }
  const source = { changesBetween: () => new Promise<never>(() => {}) }
  const changes = { ...meansOf(clock), documents, source }
  const { risk } = await judged(
    teamAgent(() => GO),
    changes,
    undefined,
    live,
  )
  expect(risk.reasons.join(' ')).toContain('I do not know which files it changes, whether it migrates a database')
})
