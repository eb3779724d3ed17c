export interface HttpOrder {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly timeoutMs: number
}

/** What was answered, or why nothing was: as a sentence. */
export type HttpAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }
  | { readonly kind: 'unreachable'; readonly sentence: string }

/** Asks an address that a workflow names. Follows no redirect, and reads no more than an answer may be long. */
export interface HttpCaller {
  call(order: HttpOrder, signal: AbortSignal): Promise<HttpAnswer>
}
