import type { ShipmateEvent } from '../../src/domain/events.ts'
import type { ThreadId, UserId } from '../../src/domain/ids.ts'
import type { Plan } from '../../src/domain/plan.ts'

/** Something that was begun. */
export interface Start {
  readonly plan: Plan
  readonly by: UserId
  /** Undefined for a cancellation, which has no thread of its own. */
  readonly thread?: ThreadId
  /** The hash of what it says was confirmed; undefined when nothing was. */
  readonly approved?: string
}

/** Everything that was begun, in order. */
export function startsIn(events: readonly ShipmateEvent[]): readonly Start[] {
  return events.flatMap((event): readonly Start[] => {
    switch (event.type) {
      case 'cicd.build.requested':
      case 'cicd.deploy.requested':
      case 'cicd.rollback.triggered': {
        const { plan, by, thread, approved } = event
        return [{ plan, by, thread, ...(approved !== undefined && { approved }) }]
      }
      case 'run.cancel.requested':
        return [{ plan: { kind: 'cancel', task: event.task, title: '', service: '' }, by: event.by }]
      default:
        return []
    }
  })
}
