import type { ShipmateEvent } from '../domain/events.ts'
import type { Workflows } from '../domain/workflow.ts'
import type { NewestRows } from '../ports/audit-log.ts'
import type { Clock } from '../ports/clock.ts'
import type { Store } from '../ports/event-store.ts'
import type { RestoredStore } from '../ports/restored-store.ts'

export interface RestoringParts {
  readonly store: Store<ShipmateEvent>
  readonly audit: NewestRows
  readonly restored: RestoredStore
  readonly clock: Clock
  readonly workflows: Workflows
}
