import type { Asker, Permissions } from '../access/permissions.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import { firstTasks } from '../domain/first-tasks.ts'
import type { Lock } from '../domain/gates/place-lock.ts'
import type { UserId } from '../domain/ids.ts'
import { whereOf } from '../domain/plan.ts'
import { changes, locks } from '../domain/projections.ts'
import type { Workflows } from '../domain/workflow.ts'
import type { AuditLog, NewestRows } from '../ports/audit-log.ts'
import type { Clock } from '../ports/clock.ts'
import type { EventLog } from '../ports/event-store.ts'
import { NotAllowedError, type WebReads } from '../ports/web-reads.ts'
import type { WorkerRegistry } from '../ports/worker-registry.ts'
import { textsIn } from '../texts/texts-in.ts'
import { auditPage } from './audit/audit-page.ts'
import { findChanges } from './find-changes.ts'
import { findRun, findRuns, newestRuns, type RunFilter } from './find-runs.ts'
import { healthsAt } from './healths-at.ts'
import { pageOf } from './page-of.ts'
import { createPlaceReads } from './place-reads.ts'
import { type ReaderScope, type ScopeParts, scopeFor } from './scope.ts'
import { statesAt } from './states-at.ts'
import { stepsSeen } from './steps-seen.ts'
import { visiblePlaces } from './visible-places.ts'
import { workflowsFor } from './workflows-for.ts'

export interface WebReadsParts extends ScopeParts {
  readonly store: ScopeParts['store'] & Pick<EventLog<ShipmateEvent>, 'readStream'>
  readonly clock: Clock
  readonly permissions: Pick<Permissions, 'decide'>
  readonly registry: Pick<WorkerRegistry, 'list'>
  readonly auditLog: AuditLog & NewestRows
  readonly workflows: Workflows
  /** Drawn by who tells people of it in chat. */
  readonly waiting: WebReads['waiting']
}

/** The audit tells of everything everywhere, so it takes what the most dangerous things take, without limits. */
const AUDIT = { intent: 'audit.read', effect: 'danger' } as const

/** What programs look up: with the rights by which chat answers the same. */
export function createWebReads(parts: WebReadsParts): WebReads {
  const { store, permissions, registry, auditLog } = parts
  const as = (by: UserId): ReaderScope => scopeFor(parts, askerOf(by))

  /** The right to see any of it: what of it, is decided for each. */
  const allow = async (by: UserId, intent: string): Promise<ReaderScope> => {
    const scope = as(by)
    const decision = await scope.decide(intent)
    if (decision.kind === 'refused') throw new NotAllowedError(decision.sentence)
    return scope
  }

  const runsPage = (scope: ReaderScope, filter: RunFilter, right: string, page: Parameters<WebReads['tasks']>[2]) =>
    pageOf(
      (newest) => findRuns(scope, { ...filter, newest }, right),
      ({ task }) => task,
      page,
    )

  return {
    ...createPlaceReads(parts, allow),
    async places(by, { withHealth, ...where }) {
      const right = 'deploy.status'
      const places = await visiblePlaces(await allow(by, right), where, right)
      const states = await statesAt(places, store)
      const healths = withHealth ? await healthsAt(places, parts, textsIn(undefined)) : []
      return places.map((place, index) => {
        const health = healths[index]
        return { ...place, state: states[index], ...(health && { health }) }
      })
    },
    async deployments(by, asked, page) {
      const right = 'deploy.history'
      return runsPage(await allow(by, right), { ...asked, kind: 'deployment' }, right, page)
    },
    async tasks(by, asked, page) {
      const right = 'task.list'
      return runsPage(await allow(by, right), asked, right, page)
    },
    async task(by, task) {
      const run = await findRun(await allow(by, 'task.status'), task, 'task.status')
      return run && { run, steps: await stepsSeen(parts, run) }
    },
    async taskOf(by, message) {
      const scope = await allow(by, 'task.status')
      const first = await store.get(firstTasks, message)
      return first && (await findRun(scope, first.task, 'task.status'))?.task
    },
    async changes(by, asked, page) {
      const scope = await allow(by, 'change.list')
      return pageOf(
        (newest) => findChanges(scope, { ...asked, newest }),
        ({ change }) => change,
        page,
      )
    },
    async change(by, id) {
      const scope = await allow(by, 'change.show')
      const change = await store.get(changes, id.toUpperCase())
      return change && (await scope.mayRead('change.show', whereOf(change))) ? change : undefined
    },
    async locks(by) {
      const right = 'deploy.check'
      const scope = await allow(by, right)
      const open = await store.list(locks, { labels: ['open'] })
      const seen = await Promise.all(open.map((lock) => withinSight(scope, right, lock)))
      return seen.filter(({ places }) => places.length > 0)
    },
    async workflows(by) {
      const scope = await allow(by, 'workflow.list')
      const own = await workflowsFor(parts, askerOf(by))
      return Promise.all(
        own.map(async (definition) => {
          const filter = { kind: 'workflow' as const, workflow: definition.id }
          const [last] = await newestRuns(scope, filter, 'workflow.status', 1)
          return { definition, ...(last && { last }) }
        }),
      )
    },
    waiting: parts.waiting,
    async workers(by) {
      await allow(by, 'agent.list')
      return registry.list()
    },
    async audit(by, asked, cursor, limit) {
      const decision = await permissions.decide(askerOf(by), AUDIT)
      if (decision.kind === 'refused') throw new NotAllowedError(decision.sentence)
      return auditPage(auditLog, asked, cursor, limit)
    },
  }
}

/** A token is in no groups. */
const askerOf = (user: UserId): Asker => ({ user, groups: [] })

/** Of a lock on several places, those that somebody may see, and only where it still holds. */
async function withinSight({ mayRead }: ReaderScope, right: string, lock: Lock): Promise<Lock> {
  const visible = await Promise.all(lock.places.map((place) => mayRead(right, place)))
  return { ...lock, places: lock.places.filter(({ ended }, index) => ended === undefined && visible[index]) }
}
