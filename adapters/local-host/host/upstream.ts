import type { Trust } from './forwarding.ts'
import type { Figures } from './observe-answers.ts'

/** An instance that requests can go to. `task` put its release there. */
export interface Reachable {
  readonly kind: 'instance'
  readonly id: string
  readonly task: string
  readonly port: number
  /** Who takes over what this one fails to answer, where asking twice does no harm: users need not suffer for a canary. */
  readonly otherwise?: Reachable
}

/** Where a request goes, or why nowhere. `task` put the release there that should have it. */
export type Upstream = Reachable | { readonly kind: 'none'; readonly task?: string; readonly sentence: string }

export interface ProxyConfig {
  /** Asked for each request. */
  readonly upstream: () => Upstream
  /** Told when an instance has one request more, or one less, to answer. */
  readonly hold: (instance: string, by: 1 | -1) => void
  readonly figures?: Figures | undefined
  /** Asked for each request, so that it can change while the port is open. */
  readonly trust?: () => Trust
  /** Milliseconds of a clock that never goes back. */
  readonly now?: (() => number) | undefined
}
