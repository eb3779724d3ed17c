import { expect, test } from 'vitest'
import { rolloutFor, withCanaryWhereAdvised } from '../../src/changes/rollout.ts'
import type { DeployPlan } from '../../src/domain/plans/deploy.ts'
import type { Risk, RiskVerdict } from '../../src/domain/risk.ts'
import type { Abilities } from '../../src/ports/abilities.ts'
import { en } from '../../src/texts/en/texts.ts'
import { LOCAL_ABILITIES } from '../support/local-abilities.ts'
import { NO_GATES } from '../support/no-gates.ts'

const from = { sha: 'b'.repeat(40), version: 'v0.9.0' }
const plan: DeployPlan = {
  kind: 'deploy',
  service: 'payments',
  environment: 'production',
  ref: 'v1.0.0',
  release: { sha: 'a'.repeat(40), version: 'v1.0.0' },
  from,
  commits: [],
  commitCount: 0,
  strategy: 'blue-green',
  recipe: 'usual',
}
const canary = { percent: 10, minutes: 10 }

function parts(why?: string) {
  const services = [{ id: 'payments', environments: ['production'], canary }]
  return {
    settings: { services, environments: [], confirmationMinutes: 10, gates: NO_GATES },
    delivery: { canaryBlocker: async () => why, abilities: () => LOCAL_ABILITIES },
  }
}

const risk = (verdict: RiskVerdict, model?: string): Risk => ({
  verdict,
  reasons: [`It is ${verdict}.`],
  ...(model !== undefined && { model }),
})

interface Case {
  readonly first: Risk
  readonly asCanary?: Risk
  readonly plan?: Partial<DeployPlan>
  readonly why?: string
}

/** What the plan becomes, and what is said of it. */
async function becomes({ first, asCanary = risk('go-with-canary'), plan: changes, why }: Case): Promise<string> {
  const judge = async (careful: DeployPlan): Promise<Risk> => {
    expect(careful).toMatchObject({ strategy: 'canary', canary })
    return asCanary
  }
  const judged = await withCanaryWhereAdvised({ plan: { ...plan, ...changes }, risk: first }, parts(why), judge)
  return `${judged.plan.strategy}, ${judged.risk.verdict}`
}

test.each<[string, Case, string]>([
  ['what nothing speaks against stays as it is', { first: risk('go') }, 'blue-green, go'],
  ['what should be a canary becomes one', { first: risk('go-with-canary') }, 'canary, go-with-canary'],
  ['what is held only without one becomes one', { first: risk('hold') }, 'canary, go-with-canary'],
  ['what is held as one too stays as it is, held', { first: risk('hold'), asCanary: risk('hold') }, 'blue-green, hold'],
  [
    'a hold is not lost to a second judgement that sees nothing',
    { first: risk('hold'), asCanary: risk('go') },
    'blue-green, hold',
  ],
  ['nor is a hold of a model', { first: risk('hold', 'qwen3:8b') }, 'blue-green, hold'],
  [
    'more care than needed does no harm',
    { first: risk('go-with-canary'), asCanary: risk('go') },
    'canary, go-with-canary',
  ],
  ['who named a strategy gets theirs', { first: risk('hold'), plan: { strategyNamed: true } }, 'blue-green, hold'],
  ['where none is possible there is none', { first: risk('hold'), why: 'No.' }, 'blue-green, hold'],
  [
    'a rollback is never one',
    { first: risk('go-with-canary'), plan: { kind: 'rollback' } },
    'blue-green, go-with-canary',
  ],
])('%s', async (_, given, expected) => {
  expect(await becomes(given)).toBe(expected)
})

test('the first of a service is none', async () => {
  const { from: __, ...first } = plan
  const judged = { plan: first, risk: risk('go-with-canary') }
  expect(await withCanaryWhereAdvised(judged, parts(), async () => risk('go'))).toBe(judged)
  const wish = { ...first, strategy: 'canary', strategyNamed: true } as const
  expect(await rolloutFor(wish, undefined, parts(), en)).toEqual({
    kind: 'rollout',
    // Nobody named this one: what is asked again later may become a canary after all.
    rollout: { strategy: 'blue-green' },
    note: expect.stringContaining('using blue-green instead'),
  })
})

test('a canary that is asked for where none is possible is a sentence with what to say instead', async () => {
  const wish = { ...plan, strategy: 'canary', strategyNamed: true } as const
  expect(await rolloutFor(wish, from, parts('The host is too old.'), en)).toEqual({
    kind: 'problem',
    sentence: 'The host is too old. Add “using blue-green” to deploy without a canary.',
  })
  expect(await rolloutFor(wish, from, parts(), en)).toEqual({
    kind: 'rollout',
    rollout: { strategy: 'canary', strategyNamed: true, canary },
  })
})

type There = Partial<Pick<Abilities, 'runsBy' | 'strategies'>>

test.each<[string, DeployPlan['strategy'], 'named' | 'not named', There, object]>([
  [
    'what is usual there',
    'blue-green',
    'not named',
    { strategies: ['rolling', 'blue-green'] },
    { strategy: 'rolling' },
  ],
  [
    'what was named',
    'blue-green',
    'named',
    { strategies: ['rolling', 'blue-green'] },
    { strategy: 'blue-green', strategyNamed: true },
  ],
  ['what was planned', 'recreate', 'not named', { strategies: ['rolling', 'recreate'] }, { strategy: 'recreate' }],
  [
    'the only way',
    'blue-green',
    'not named',
    { strategies: [], runsBy: 'command' },
    { strategy: 'blue-green', ownWay: 'command' },
  ],
])('a release takes over as its place can: %s', async (_, strategy, said, there, rollout) => {
  const wish = { ...plan, strategy, ...(said === 'named' && { strategyNamed: true as const }) }
  expect(await rolloutFor(wish, from, partsAt(there), en)).toEqual({ kind: 'rollout', rollout })
})

test.each<[There, RegExp]>([
  [
    { strategies: ['blue-green', 'recreate'] },
    /^payments runs on the machine of the bot, which has no rolling. Choose blue-green or recreate.$/,
  ],
  [{ strategies: [], runsBy: 'command' }, /^payments runs by command, which has one way of its own to deploy./],
])('a strategy that a place has not is refused with those it has', async (there, sentence) => {
  const wish = { ...plan, strategy: 'rolling', strategyNamed: true } as const
  expect(await rolloutFor(wish, from, partsAt(there), en)).toEqual({
    kind: 'problem',
    sentence: expect.stringMatching(sentence),
  })
})

function partsAt(there: There) {
  const { settings, delivery } = parts()
  return { settings, delivery: { ...delivery, abilities: () => ({ ...LOCAL_ABILITIES, ...there }) } }
}
