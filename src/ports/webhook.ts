import type { CodeReport } from '../domain/code-happening.ts'
import type { OutsideProgress } from '../domain/outside-progress.ts'

/** A request that says it comes from a host of repositories. */
export interface WebhookRequest {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** As it came, since the signature is over these bytes. */
  readonly body: string
}

/** What its host has signed. */
export type SignedDelivery =
  /** With `progress` it tells both: the checks of a commit are done, and with them a pipeline that a step may follow. */
  | { readonly kind: 'report'; readonly report: CodeReport; readonly progress?: OutsideProgress }
  /** Something that steps may wait for has come further. */
  | { readonly kind: 'progress'; readonly progress: OutsideProgress }

/** What became of it. `ignored`: it is signed, and tells of nothing that anybody waits for. */
export type ReadDelivery =
  | SignedDelivery
  | { readonly kind: 'ignored' }
  | { readonly kind: 'forged' }
  | { readonly kind: 'malformed' }

export type ReadWebhook = (request: WebhookRequest) => Promise<ReadDelivery>
