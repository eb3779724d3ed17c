import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createGates } from '../../adapters/rehearsal/gates.ts'
import { createHandClock, type HandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { createRehearsalDelivery } from '../../adapters/rehearsal/rehearsal-delivery.ts'
import { createMemoryStore } from '../../adapters/store/memory/memory-store.ts'
import { readWorkflows } from '../../config/workflows.ts'
import { createPermissions } from '../../src/access/permissions.ts'
import { BUILT_IN_ROLES, type Member } from '../../src/access/policy.ts'
import { USUAL_REPOSITORY } from '../../src/app/commands/rehearse/transcript-repository.ts'
import type { Actor } from '../../src/changes/actor.ts'
import { answerConfirmation } from '../../src/changes/answer-confirmation.ts'
import { answerChange } from '../../src/changes/approvals/answer-change.ts'
import { startGatheringEvidence } from '../../src/changes/approvals/gather-evidence.ts'
import type { ChangeParts } from '../../src/changes/parts.ts'
import { confirmFirst, proposeChange, startAtOnce } from '../../src/changes/propose.ts'
import type { ChangeAnswer } from '../../src/domain/approvals/decide-change.ts'
import { evidenceHash } from '../../src/domain/change-evidence.ts'
import { environmentStream } from '../../src/domain/environment.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import { isReleasePlan, planHash, planNow } from '../../src/domain/plan.ts'
import { changes, confirmations, environments, projections } from '../../src/domain/projections.ts'
import { isRunRequested } from '../../src/domain/run-events.ts'
import { transact } from '../../src/runtime/transact.ts'
import { NO_GATES } from '../support/no-gates.ts'

/*
 * No sequence of events lets a plan start whose hash has not the approvals that policy asks for. Many things happen in any
 * order to the real deciders on a real log; an oracle of its own then looks at every start.
 */

const SERVICE = 'payments'
const PLACE = { service: SERVICE, environment: 'production' } as const
/** Ana asks; `discord:ana` is hers too. Ben has two accounts. */
const PEOPLE = ['slack:ana', 'discord:ana', 'slack:ben', 'discord:ben', 'slack:cleo', 'slack:dora'] as const
const LINKED = [{ ids: ['slack:ana', 'discord:ana'] }, { ids: ['slack:ben', 'discord:ben'] }]
const personOf = (user: string): string => LINKED.find(({ ids }) => ids.includes(user))?.ids[0] ?? user

type Deed =
  | { readonly do: 'ask'; readonly ref: string }
  | { readonly do: 'confirm' }
  | { readonly do: 'answer'; readonly by: (typeof PEOPLE)[number]; readonly answer: ChangeAnswer['kind'] }
  | {
      readonly do: 'gain' | 'lose'
      readonly by: (typeof PEOPLE)[number]
      readonly role: 'sre' | 'deployer' | 'captain'
    }
  | { readonly do: 'push' }
  | { readonly do: 'release'; readonly version: string }
  | { readonly do: 'wait'; readonly hours: number }

const person = fc.constantFrom(...PEOPLE)
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('ask' as const), ref: fc.constantFrom('main', 'v1.2.0') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('confirm' as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      by: person,
      answer: fc.oneof(
        { weight: 8, arbitrary: fc.constant('approve' as const) },
        { weight: 1, arbitrary: fc.constantFrom('reject' as const, 'withdraw' as const, 'break-glass' as const) },
        { weight: 2, arbitrary: fc.constant('tick' as const) },
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constantFrom('gain' as const, 'lose' as const),
      by: person,
      role: fc.constantFrom('sre' as const, 'sre' as const, 'deployer' as const, 'captain' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('push' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('release' as const), version: fc.constantFrom('v1.0.0', 'v1.1.0') }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.constantFrom(1, 6, 10) }) },
)

interface World {
  readonly parts: ChangeParts
  readonly clock: HandClock
  readonly roles: Map<string, Set<string>>
  readonly delivery: ReturnType<typeof createRehearsalDelivery>
}

function world(): World {
  const clock = createHandClock(new Date('2026-03-02T09:00:00Z'))
  const delivery = createRehearsalDelivery({
    services: { [SERVICE]: { ...USUAL_REPOSITORY, branches: { main: 'v1.1.0' } } },
    clock,
    gates: createGates(),
  })
  const roles = new Map<string, Set<string>>(PEOPLE.map((user) => [user, new Set(['sre'])]))
  roles.set('slack:ana', new Set(['deployer', 'sre']))
  const policy = {
    roles: [...BUILT_IN_ROLES, { name: 'sre', may: ['read'] }, { name: 'captain', may: ['change.break-glass'] }],
    get members(): readonly Member[] {
      return [...roles].map(([user, given]) => ({ who: { kind: 'user', user }, roles: [...given] }))
    },
  }
  const permissions = createPermissions({
    policy,
    directories: Promise.resolve(new Map()),
    effectOf: () => 'change',
    clock,
    personName: async () => undefined,
    people: async () => LINKED,
  })
  let ids = 0
  const parts: ChangeParts = {
    store: createMemoryStore<ShipmateEvent>(projections).store,
    clock,
    newId: () => `id-${++ids}`,
    permissions,
    settings: {
      services: [{ id: SERVICE, environments: ['production'], canary: { percent: 10, minutes: 10 } }],
      environments: [{ id: 'production', confirm: 'changes' }],
      confirmationMinutes: 600,
      gates: NO_GATES,
      approvals: [
        { environments: ['production'], roles: ['sre'], count: 1, actions: ['deploy'], expiresMinutes: 24 * 60 },
        {
          environments: ['production'],
          roles: ['sre'],
          count: 2,
          actions: ['deploy'],
          expiresMinutes: 24 * 60,
          when: { from: '18:00', to: '08:00', zone: 'UTC' },
        },
      ],
      people: LINKED,
    },
    workflows: readWorkflows(),
    risks: { judge: async () => ({ verdict: 'go', reasons: ['A small change.'] }) },
    delivery,
  }
  return { parts, clock, roles, delivery }
}

const ASKER: Actor = { by: 'slack:ana', groups: [], thread: 'slack:#ops/1' }

async function happen(deed: Deed, { parts, clock, roles, delivery }: World): Promise<void> {
  const { store } = parts
  const run = <Result>(decide: Parameters<typeof transact<Result>>[3]) =>
    transact(store, { correlationId: 'c', actor: 'test' }, clock.now(), decide)
  switch (deed.do) {
    case 'ask': {
      const request = { kind: 'deploy', ...PLACE, ref: deed.ref, strategy: 'blue-green' } as const
      const proposal = await proposeChange(parts, ASKER, { request, assess: (plan) => parts.risks.judge(plan, 'c') })
      if (proposal.kind === 'confirm') await run((transaction) => confirmFirst(parts, transaction, ASKER, proposal))
      if (proposal.kind === 'start') await run((transaction) => startAtOnce(parts, transaction, ASKER, proposal))
      return
    }
    case 'confirm': {
      const [open] = await store.list(confirmations, { labels: ['open'], limit: 1 })
      if (open) await run(await answerConfirmation(parts, open, { by: open.by, groups: [], yes: true }))
      return
    }
    case 'answer': {
      const [newest] = await store.list(changes, { limit: 1 })
      if (!newest) return
      const [condition] = newest.approvals.flatMap(({ conditions }) => conditions)
      const answer: ChangeAnswer = {
        approve: { kind: 'approve', conditions: [] } as const,
        reject: { kind: 'reject' } as const,
        withdraw: { kind: 'withdraw' } as const,
        'break-glass': { kind: 'break-glass', reason: 'down' } as const,
        tick: { kind: 'tick', condition: condition?.condition ?? 'none' } as const,
      }[deed.answer]
      await run((transaction) =>
        answerChange(parts, transaction, newest.change, answer, { by: deed.by, groups: [], round: newest.round }),
      )
      return
    }
    case 'gain':
      roles.get(deed.by)?.add(deed.role)
      return
    case 'lose':
      roles.get(deed.by)?.delete(deed.role)
      return
    case 'push':
      delivery.move(SERVICE, 'main', `commit ${clock.now().getTime()}`)
      return
    case 'release': {
      const release = await delivery.resolve(SERVICE, deed.version)
      if ('problem' in release) return
      const number = await store.nextNumber('task')
      const task = `TASK-${number}` as const
      const plan = {
        kind: 'deploy',
        ...PLACE,
        ref: deed.version,
        release,
        commits: [],
        commitCount: 0,
        strategy: 'blue-green',
        recipe: '',
      } as const
      delivery.putLive(SERVICE, PLACE.environment, release, task)
      const isFirst = (await store.get(environments, `${SERVICE}/production`)) === undefined
      const stream = environmentStream(SERVICE, PLACE.environment)
      await run(async (transaction) => {
        await transaction.read(stream)
        // A place is known once somebody has held it.
        if (isFirst) transaction.append(stream, { type: 'environment.lock.acquired', ...PLACE, task })
        if (isFirst) transaction.append(stream, { type: 'environment.lock.released', ...PLACE, task })
      })
      await run(async (transaction) =>
        transaction.append(
          `run-${task}`,
          { type: 'cicd.deploy.requested', task, plan, by: 'slack:else', groups: [], thread: 'slack:#else' },
          { type: 'cicd.deploy.completed', task, plan },
        ),
      )
      return
    }
    case 'wait':
      clock.moveTo(new Date(clock.now().getTime() + deed.hours * 60 * 60 * 1000))
      return
  }
}

/** What the policy of this world asks for, written down once more. */
function needed(at: Date): number {
  const hour = at.getUTCHours()
  return hour >= 18 || hour < 8 ? 2 : 1
}

/** Why a start should not have been; undefined for a rightful one. */
async function wrongWith(
  started: ShipmateEvent,
  { parts, clock, roles, delivery }: World,
): Promise<string | undefined> {
  if (!isRunRequested(started) || !isReleasePlan(started.plan) || started.by === 'slack:else') return undefined
  const change = started.change && (await parts.store.get(changes, started.change))
  if (!change) return 'it comes of no change request'
  if (!roles.get(started.by)?.has('deployer')) return 'its person may not deploy any more'
  const live = (await parts.store.get(environments, `${SERVICE}/production`))?.current?.release
  const now = planNow({ plan: started.plan }, live, delivery.recipe(SERVICE))
  if (planHash(now) !== started.approved) return 'the plan is another one by now'
  const resolved = await delivery.resolve(SERVICE, started.plan.ref)
  if ('problem' in resolved || resolved.sha !== started.plan.release.sha) return 'the branch has moved'
  if (started.brokeGlass)
    return roles.get(started.brokeGlass.by)?.has('captain') ? undefined : 'nobody may break the glass'
  const events = await parts.store.readStream(`change-${change.change}`)
  const yes = events.flatMap(({ body }) =>
    body.type === 'approval.given' && body.planHash === started.approved ? [body.by] : [],
  )
  const counting = yes.filter((user) => roles.get(user)?.has('sre')).map(personOf)
  const people = new Set(counting.filter((one) => one !== personOf(started.by)))
  return people.size >= needed(clock.now()) ? undefined : `${people.size} of ${needed(clock.now())} approvals`
}

async function play(deeds: readonly Deed[]): Promise<{ readonly starts: number; readonly wrong: readonly string[] }> {
  const stage = world()
  const wrong: string[] = []
  let starts = 0
  let seen = 0
  for (const one of deeds) {
    await happen(one, stage)
    const news = await stage.parts.store.readAll(seen, 1000)
    seen = news.at(-1)?.position ?? seen
    for (const { body } of news) {
      if (isRunRequested(body) && body.by !== 'slack:else') starts++
      const problem = await wrongWith(body, stage)
      if (problem !== undefined) wrong.push(problem)
    }
  }
  return { starts, wrong }
}

const ASKED: readonly Deed[] = [{ do: 'release', version: 'v1.0.0' }, { do: 'ask', ref: 'v1.2.0' }, { do: 'confirm' }]
const approved = (by: (typeof PEOPLE)[number]): Deed => ({ do: 'answer', by, answer: 'approve' })

test('the last approval starts the plan, by day with one and at night with two people', async () => {
  expect(await play([...ASKED, approved('slack:ben')])).toEqual({ starts: 1, wrong: [] })
  const atNight: readonly Deed[] = [{ do: 'wait', hours: 6 }, { do: 'wait', hours: 6 }, ...ASKED, approved('slack:ben')]
  expect(await play(atNight)).toEqual({ starts: 0, wrong: [] })
  expect(await play([...atNight, approved('discord:ben')])).toEqual({ starts: 0, wrong: [] })
  expect(await play([...atNight, approved('slack:cleo')])).toEqual({ starts: 1, wrong: [] })
})

test('no sequence of events lets a plan start whose hash has not the approvals that policy asks for', async () => {
  let starts = 0
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 3, maxLength: 40 }), async (deeds) => {
      const played = await play([...ASKED, ...deeds])
      starts += played.starts
      expect(played.wrong).toEqual([])
    }),
    { numRuns: 400 },
  )
  expect(starts).toBeGreaterThan(50)
})

test('an approval is recorded with the hash of the evidence that its person saw', async () => {
  const stage = world()
  const { parts, delivery } = stage
  const gathering = startGatheringEvidence({
    ...{ ...parts, delivery },
    onError: (error) => {
      throw error
    },
  })
  for (const one of ASKED) await happen(one, stage)
  gathering.wake()
  await gathering.settled()
  await gathering.stop()
  await happen(approved('slack:ben'), stage)
  const bodies = (await parts.store.readStream('change-CHG-1')).map(({ body }) => body)
  const gathered = bodies.find((body) => body.type === 'change.evidence.gathered')
  const given = bodies.find((body) => body.type === 'approval.given')
  expect(gathered).toMatchObject({
    evidence: {
      commits: [{ subject: expect.any(String) }, {}],
      commitCount: 2,
      health: { state: 'healthy' },
      open: { drifts: [], changes: [], tasks: [] },
    },
  })
  expect(given).toMatchObject({ by: 'slack:ben', evidence: gathered && evidenceHash(gathered.evidence) })
})
