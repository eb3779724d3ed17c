import type { Permissions } from '../access/permissions.ts'
import { callDayLabel, callDays } from '../domain/call-days.ts'
import type { UserId } from '../domain/ids.ts'
import { topologyOf } from '../domain/topology.ts'
import type { Clock } from '../ports/clock.ts'
import type { Documents } from '../ports/event-store.ts'
import type { Operations, RaisedAlert } from '../ports/operations.ts'
import { NotAllowedError } from '../ports/web-reads.ts'
import type { WorkerRegistry } from '../ports/worker-registry.ts'

export interface OperationsParts {
  readonly store: Documents
  readonly registry: Pick<WorkerRegistry, 'list'>
  readonly permissions: Pick<Permissions, 'decide'>
  readonly clock: Pick<Clock, 'now'>
  readonly alerts: () => readonly RaisedAlert[]
}

const DAY_MS = 24 * 60 * 60 * 1000

/** With the right by which chat says who works for the bot. */
export function createOperations({ store, registry, permissions, clock, alerts }: OperationsParts): Operations {
  const allow = async (by: UserId): Promise<void> => {
    const decision = await permissions.decide({ user: by, groups: [] }, { intent: 'agent.list', effect: 'read' })
    if (decision.kind === 'refused') throw new NotAllowedError(decision.sentence)
  }
  return {
    async alerts(by) {
      await allow(by)
      return alerts()
    },
    async topology(by, days) {
      await allow(by)
      const wanted = Array.from({ length: days }, (_, ago) => dayOf(clock.now().getTime() - ago * DAY_MS))
      const [workers, ...found] = await Promise.all([
        registry.list(),
        ...wanted.map((day) => store.list(callDays, { labels: [callDayLabel(day)] })),
      ])
      return topologyOf(found.flat(), workers)
    },
  }
}

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
