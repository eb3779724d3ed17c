import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { type DriftChoice, driftStream, type FailedAttempts } from '../../src/domain/drift.ts'
import { environmentStream } from '../../src/domain/environment.ts'
import type { ShipmateEvent } from '../../src/domain/events.ts'
import type { TaskId } from '../../src/domain/ids.ts'
import { drifts, environments, serviceLabel } from '../../src/domain/projections.ts'
import type { Health } from '../../src/domain/release.ts'
import { runStream } from '../../src/domain/run.ts'
import { startDriftMonitor } from '../../src/monitors/drift-monitor.ts'
import type { Store } from '../../src/ports/event-store.ts'
import { transact } from '../../src/runtime/transact.ts'
import { openMemoryStore } from '../support/memory-store.ts'
import { failedRun } from '../tools/tool-world.ts'

const LIVE_AT = Date.parse('2026-03-02T09:00:00.000Z')
const URL = 'http://payments.example'
const { by, groups, thread, plan: usual } = failedRun()
const deployed = usual.release
let store: Store<ShipmateEvent>
let tests = 0

beforeAll(async () => {
  store = await openMemoryStore()
})

interface Watched {
  readonly bots?: number
  readonly health?: (service: string) => Promise<Health>
  readonly isConfigured?: boolean
  /** How the nth bot would have it made by now; as the world says when left out. */
  readonly recipes?: readonly string[]
}

/** A release of a service of its own that went live on staging at nine, and bots on one store that hold it against what they find. */
async function watched({ bots = 1, health, isConfigured = true, recipes = [] }: Watched = {}) {
  const service = `payments-${++tests}`
  const task: TaskId = `TASK-${tests}`
  const plan = { ...usual, service }
  const clock = createHandClock(new Date(LIVE_AT))
  const append = (stream: string, ...bodies: ShipmateEvent[]) =>
    transact(store, { correlationId: 'c', actor: by }, clock.now(), async (transaction) => {
      await transaction.read(stream)
      transaction.append(stream, ...bodies)
    })
  const place = { service, environment: 'staging', task }
  await append(
    environmentStream(service, 'staging'),
    { type: 'environment.lock.acquired', ...place },
    { type: 'environment.lock.released', ...place },
  )
  await append(
    runStream(task),
    { type: 'cicd.deploy.requested', task, plan, by, groups, thread },
    { type: 'cicd.deploy.completed', task, plan },
  )
  const world = { health: { state: 'healthy', release: deployed, url: URL, since: '' } as Health, recipe: 'usual' }
  const errors: unknown[] = []
  const asked: FailedAttempts[] = []
  const choose = async (_: unknown, failed: FailedAttempts): Promise<DriftChoice> => {
    asked.push(failed)
    return { remediation: 'redeploy', reasons: ['So it is.'] }
  }
  let ids = 0
  const watches = Array.from({ length: bots }, (_, bot) =>
    startDriftMonitor({
      ...{
        log: store,
        clock,
        judge: { choose },
        places: isConfigured ? [`${service}/staging`] : [],
        newId: () => `${service}-${++ids}`,
      },
      delivery: { health: health ?? (async () => world.health), recipe: () => recipes[bot] ?? world.recipe },
      onError: (error) => errors.push(error),
    }),
  )
  onTestFinished(async () => {
    for (const watch of watches) await watch.stop()
  })
  return {
    world,
    service,
    task,
    plan,
    errors,
    asked,
    append,
    async at(seconds: number): Promise<void> {
      clock.moveTo(new Date(LIVE_AT + seconds * 1_000))
      await Promise.all(watches.map((watch) => watch.settled()))
    },
    /** What was noted of drifts, in order. */
    async noted(): Promise<readonly string[]> {
      return (await store.readStream(driftStream(service, 'staging'))).flatMap(({ body }) => {
        if (body.type === 'drift.found') return [`found ${body.kind}`]
        if (body.type === 'drift.judged') return ['judged']
        return body.type === 'drift.ended' ? [body.how] : []
      })
    },
  }
}

test('what is over within a minute is not noted; what lasts is, once, and so is its end', async () => {
  const { at, world, noted, errors } = await watched()
  const well = world.health
  for (const [seconds, health] of [
    [0, well],
    [30, { state: 'nothing-deployed', url: URL }],
    [60, well],
    [90, { state: 'nothing-deployed', url: URL }],
    [120, { state: 'nothing-deployed', url: URL }],
  ] as const) {
    world.health = health
    await at(seconds)
  }
  expect(await noted()).toEqual([])
  for (const seconds of [150, 180, 600]) await at(seconds)
  expect(await noted()).toEqual(['found stopped', 'judged'])
  world.health = well
  await at(630)
  expect(await noted()).toEqual(['found stopped', 'judged'])
  await at(690)
  expect(await noted()).toEqual(['found stopped', 'judged', 'fixed'])
  expect(errors).toEqual([])
})

test('two bots that look at the same moment note one drift and one judgement', async () => {
  const { at, world, noted, errors } = await watched({ bots: 2 })
  world.health = { state: 'unhealthy', release: deployed, url: URL, sentence: '/health answers 503.' }
  for (const seconds of [30, 60, 90, 120, 150]) await at(seconds)
  expect(await noted()).toEqual(['found unhealthy', 'judged'])
  expect(errors).toEqual([])
})

test('what differs in another way after a while is a drift of its own, in place of the first', async () => {
  const { at, world, noted, service } = await watched()
  world.health = { state: 'nothing-deployed', url: URL }
  for (const seconds of [0, 60]) await at(seconds)
  const other = { sha: 'f'.repeat(40), version: 'v0.9.0' }
  world.health = { state: 'healthy', release: other, url: URL, since: '' }
  for (const seconds of [90, 150, 180]) await at(seconds)
  expect(await noted()).toEqual(['found stopped', 'judged', 'replaced', 'found version', 'judged'])
  const open = await store.list(drifts, { labels: ['open', serviceLabel(service)] })
  expect(open).toMatchObject([{ sentence: 'v0.9.0 is live; expected v1.2.0.', choice: { remediation: 'redeploy' } }])
})

test('what was made in another way than the configuration says by now is a drift, and no longer when it says so again', async () => {
  const { at, world, noted } = await watched()
  world.recipe = 'another'
  for (const seconds of [0, 60]) await at(seconds)
  world.recipe = 'usual'
  for (const seconds of [90, 150]) await at(seconds)
  expect(await noted()).toEqual(['found config', 'judged', 'fixed'])
})

test('a place that somebody is changing is left alone, and looked at afresh afterwards', async () => {
  const { at, world, noted, append, service } = await watched()
  const place = { service, environment: 'staging', task: 'TASK-99' } as const
  world.health = { state: 'nothing-deployed', url: URL }
  await at(30)
  await append(environmentStream(service, 'staging'), { type: 'environment.lock.acquired', ...place })
  for (const seconds of [60, 120, 300]) await at(seconds)
  await append(environmentStream(service, 'staging'), { type: 'environment.lock.released', ...place })
  await at(330)
  expect(await noted()).toEqual([])
  await at(390)
  expect(await noted()).toEqual(['found stopped', 'judged'])
})

test('a place that is in no configuration any more is nobody’s business', async () => {
  const { at, world, noted } = await watched({ isConfigured: false })
  world.health = { state: 'nothing-deployed', url: URL }
  for (const seconds of [0, 60, 120]) await at(seconds)
  expect(await noted()).toEqual([])
})

test('what somebody has stopped on purpose calls nobody', async () => {
  const { at, world, noted, errors } = await watched()
  world.health = { state: 'nothing-deployed', url: URL, isIntended: true }
  for (const seconds of [0, 60, 120]) await at(seconds)
  expect(await noted()).toEqual([])
  expect(errors).toEqual([])
})

test('that it is stopped on purpose is recorded, once, and so is that it runs again', async () => {
  const { at, world, service, errors } = await watched({ bots: 2 })
  const stops = async () =>
    (await store.readStream(environmentStream(service, 'staging')))
      .map(({ body, at: when }) => ({ type: body.type, seconds: (Date.parse(when) - LIVE_AT) / 1000 }))
      .filter(({ type }) => !type.startsWith('environment.lock'))
  const isStopped = async () => (await store.get(environments, `${service}/staging`))?.current?.stoppedAt !== undefined
  world.health = { state: 'nothing-deployed', url: URL, isIntended: true }
  for (const seconds of [0, 30, 60]) await at(seconds)
  expect(await isStopped()).toBe(true)
  // What is gone without anybody's wish does not run again.
  world.health = { state: 'nothing-deployed', url: URL }
  await at(90)
  expect(await isStopped()).toBe(true)
  world.health = { state: 'healthy', release: deployed, url: URL, since: '' }
  for (const seconds of [120, 150]) await at(seconds)
  expect(await isStopped()).toBe(false)
  expect(await stops()).toEqual([
    { type: 'environment.stopped', seconds: 0 },
    { type: 'environment.resumed', seconds: 120 },
  ])
  expect(errors).toEqual([])
})

test('a drift that is open ends, once, when what serves there is stopped on purpose', async () => {
  const { at, world, noted, errors } = await watched({ bots: 2 })
  world.health = { state: 'unhealthy', release: deployed, url: URL, sentence: '/health answers 503.' }
  for (const seconds of [0, 60]) await at(seconds)
  world.health = { state: 'nothing-deployed', url: URL, isIntended: true }
  for (const seconds of [90, 120]) await at(seconds)
  expect(await noted()).toEqual(['found unhealthy', 'judged', 'stopped-on-purpose'])
  expect(errors).toEqual([])
})

test('it is judged again when something that was tried has failed, and with that', async () => {
  const { at, world, append, asked, noted, plan } = await watched()
  world.health = { state: 'nothing-deployed', url: URL }
  for (const seconds of [0, 60]) await at(seconds)
  await append(
    runStream('TASK-88'),
    { type: 'cicd.deploy.requested', task: 'TASK-88', plan, by, groups, thread },
    { type: 'cicd.deploy.failed', task: 'TASK-88', plan, reason: 'It was not healthy.', nextStep: 'Look.' },
  )
  for (const seconds of [90, 120]) await at(seconds)
  expect(asked).toEqual([{}, { redeploy: 1 }])
  expect(await noted()).toEqual(['found stopped', 'judged', 'judged'])
})

test('two bots whose configurations differ do not call somebody again and again', async () => {
  const { at, service, noted } = await watched({ bots: 2, recipes: ['usual', 'another'] })
  for (let seconds = 0; seconds <= 1_800; seconds += 30) await at(seconds)
  expect((await noted()).filter((one) => one === 'found config').length).toBeGreaterThan(5)
  expect(await store.list(drifts, { labels: [serviceLabel(service)] })).toHaveLength(2)
})

test('a place that comes and goes is told twice an hour at the most, and again when it does so later', async () => {
  const { at, world, service } = await watched()
  const well = world.health
  const flap = async (from: number, until: number): Promise<void> => {
    for (let seconds = from; seconds < until; seconds += 30) {
      world.health = Math.floor(seconds / 120) % 2 === 0 ? { state: 'nothing-deployed', url: URL } : well
      await at(seconds)
    }
  }
  await flap(0, 1_920)
  expect(await store.list(drifts, { labels: [serviceLabel(service)] })).toHaveLength(2)
  await flap(7_200, 7_440)
  expect(await store.list(drifts, { labels: [serviceLabel(service)] })).toHaveLength(3)
})

test('a place that cannot be looked at is logged, and hides no other', async () => {
  const health = async (): Promise<Health> => {
    throw new Error('the host is away')
  }
  const { at, errors, noted } = await watched({ health })
  for (const seconds of [0, 30, 60]) await at(seconds)
  expect(errors).toHaveLength(3)
  expect(await noted()).toEqual([])
})
