/** What the API answers, as its own schemas have it: types alone, of which nothing reaches the browser. */
export type {
  ShownLog,
  ShownPlaceNow,
  ShownTaskPage,
  ShownTraffic,
} from '../../adapters/http/api/place-shapes.ts'
export type { ShownCard, ShownMessage, ShownSession } from '../../adapters/http/api/shapes.ts'

/** One line of a list of tasks. */
export interface ShownTask {
  readonly id: string
  readonly kind: string
  readonly state: string
  readonly service?: string
  readonly environment?: string
  readonly release?: { readonly version: string; readonly commit: string }
  readonly by: string
  readonly requested_at: string
  readonly started_at?: string
  readonly ended_at?: string
}

/** How a place says that it is, where it was asked. */
export interface ShownHealth {
  readonly service: string
  readonly environment: string
  readonly health?: {
    readonly state: string
    readonly sentence?: string
    readonly url?: string
    readonly since?: string
  }
}
