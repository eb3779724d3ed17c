import type { ShipmateEvent } from '../domain/events.ts'
import { type Alert, alertsOf } from '../domain/own-health/alerts.ts'
import type { Oldest, OwnFacts } from '../domain/own-health/facts.ts'
import { pendingMessages, runs } from '../domain/projections.ts'
import { workflowOf } from '../domain/run.ts'
import { openSteps } from '../domain/worker-availability.ts'
import type { Workflows } from '../domain/workflow.ts'
import type { ConnectedChat } from '../ports/chat-platform.ts'
import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/event-store.ts'
import type { JobQueue } from '../ports/job-queue.ts'
import type { Metrics } from '../ports/metrics.ts'
import type { RaisedAlert } from '../ports/operations.ts'
import type { WorkerRegistry } from '../ports/worker-registry.ts'
import { type Loop, startLoop } from '../runtime/loop.ts'
import { createSince } from './since.ts'

export interface OwnHealthParts {
  readonly store: Pick<Store<ShipmateEvent>, 'list' | 'ping'>
  readonly queue: Pick<JobQueue, 'depth'>
  readonly registry: Pick<WorkerRegistry, 'list'>
  readonly chats: readonly Pick<ConnectedChat, 'name' | 'state'>[]
  readonly workflows: Workflows
  readonly restingModels: () => readonly string[]
  readonly metrics: Metrics
  readonly clock: Clock
  /** Told when an alert is raised, and when it is over. */
  readonly onAlert: (alert: Alert, state: 'raised' | 'over') => void
  readonly onError: (error: unknown) => void
}

export interface OwnHealth extends Loop {
  /** As of the last look, the worst first. */
  alerts(): readonly RaisedAlert[]
}

const LOOK_EVERY_MS = 10_000
/** What does not answer within that does not work. */
const ANSWER_MS = 5_000

/** Looks again and again at how the bot itself does, and keeps what is wrong. */
export function startOwnHealth(parts: OwnHealthParts): OwnHealth {
  const { clock, onAlert, metrics, onError } = parts
  const waits = { steps: createSince(), away: createSince(), alerts: createSince() }
  let raised: readonly RaisedAlert[] = []
  const round = async (): Promise<Date> => {
    const facts = await factsOf(parts, waits)
    measure(metrics, facts)
    const alerts = alertsOf(facts)
    const since = waits.alerts.see(alerts.map(nameOf), clock.now())
    const before = raised
    raised = alerts.map((alert) => ({ ...alert, since: (since.get(nameOf(alert)) ?? clock.now()).toISOString() }))
    for (const alert of missing(raised, before)) onAlert(alert, 'raised')
    for (const alert of missing(before, raised)) onAlert(alert, 'over')
    for (const [alert, value] of [
      ...missing(before, raised).map((one) => [one, 0] as const),
      ...raised.map((one) => [one, 1] as const),
    ])
      metrics.set('alert', { alert: alert.alert, about: alert.about, severity: alert.severity }, value)
    return new Date(clock.now().getTime() + LOOK_EVERY_MS)
  }
  return { ...startLoop({ clock, round, onError }), alerts: () => raised }
}

const nameOf = ({ alert, about, severity }: Alert): string => JSON.stringify([alert, about, severity])

function missing(these: readonly RaisedAlert[], from: readonly RaisedAlert[]): readonly RaisedAlert[] {
  const known = new Set(from.map(nameOf))
  return these.filter((one) => !known.has(nameOf(one)))
}

type Waits = Readonly<Record<'steps' | 'away', ReturnType<typeof createSince>>>

async function factsOf(parts: OwnHealthParts, waits: Waits): Promise<OwnFacts> {
  const { store, queue, registry, chats, restingModels, clock } = parts
  const answered = <Answer>(asked: Promise<Answer>): Promise<Answer | undefined> => inTime(asked, clock)
  const [database, depth, workers, pending, active] = await Promise.all([
    answered(store.ping().then(() => 'works' as const)),
    answered(queue.depth()),
    answered(registry.list()),
    answered(store.list(pendingMessages)),
    answered(store.list(runs, { labels: ['active'] })),
  ])
  const now = clock.now()
  const away = waits.away.see(
    chats.filter((chat) => !chat.state().connected).map(({ name }) => name),
    now,
  )
  const requested = (active ?? []).flatMap((run) =>
    openSteps(run, workflowOf(run, parts.workflows))
      .filter(({ step }) => run.steps[step] === 'requested' && run.pausedUntil?.[step] === undefined)
      .map(({ step }) => `${run.task}/${step}`),
  )
  const steps = waits.steps.see(requested, now)
  return {
    database: database ?? 'fails',
    queue: depth,
    waitingSteps: oldestOf([...steps.values()], now),
    unanswered: oldestOf(
      (pending ?? []).flatMap(({ receivedAt }) => (receivedAt ? [new Date(receivedAt)] : [])),
      now,
    ),
    chats: chats.map(({ name }) => ({ name, awayMs: msSince(away.get(name), now) })),
    workers: workers ?? [],
    untaken: [...new Set((active ?? []).flatMap(({ missingWorkers = {} }) => Object.values(missingWorkers)))],
    restingModels: restingModels(),
  }
}

const msSince = (moment: Date | undefined, now: Date): number =>
  moment ? Math.max(0, now.getTime() - moment.getTime()) : 0

function oldestOf(moments: readonly Date[], now: Date): Oldest {
  return { count: moments.length, oldestMs: Math.max(0, ...moments.map((moment) => msSince(moment, now))) }
}

/** Undefined for a fault, too: which, is in the log of whoever was asked. */
async function inTime<Answer>(asked: Promise<Answer>, clock: Clock): Promise<Answer | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const cancel = clock.at(new Date(clock.now().getTime() + ANSWER_MS), () => resolve(undefined))
  try {
    return await Promise.race([asked, promise])
  } catch {
    return undefined
  } finally {
    cancel()
  }
}

function measure(metrics: Metrics, { queue, waitingSteps, unanswered, chats, workers }: OwnFacts): void {
  if (queue) {
    metrics.set('queueJobs', { state: 'waiting' }, queue.waiting)
    metrics.set('queueJobs', { state: 'active' }, queue.active)
  }
  metrics.set('stepWaitSeconds', {}, waitingSteps.oldestMs / 1_000)
  metrics.set('answerWaitSeconds', {}, unanswered.oldestMs / 1_000)
  for (const { name, awayMs } of chats) metrics.set('chatAwaySeconds', { platform: name }, awayMs / 1_000)
  for (const state of ['live', 'lost'] as const)
    metrics.set('workers', { state }, workers.filter((worker) => worker.state === state).length)
}
