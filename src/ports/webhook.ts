import type { CodeReport } from '../domain/code-happening.ts'

/** A request that says it comes from a host of repositories. */
export interface WebhookRequest {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** As it came, since the signature is over these bytes. */
  readonly body: string
}

/** What became of it. `ignored`: it is signed, and tells of nothing that anybody waits for. */
export type ReadDelivery =
  | { readonly kind: 'report'; readonly report: CodeReport }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'forged' }
  | { readonly kind: 'malformed' }

export type ReadWebhook = (request: WebhookRequest) => Promise<ReadDelivery>
