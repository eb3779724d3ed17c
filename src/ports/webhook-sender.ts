import type { WebhookDelivery } from './webhook-outbox.ts'

/** What came of one try. */
export type SendResult =
  | { readonly kind: 'taken' }
  /** It may be tried again. `waitMs`: the target asks for a pause of that length at least. */
  | { readonly kind: 'failed'; readonly reason: string; readonly waitMs?: number }
  /** The target says that it wants no more of it. */
  | { readonly kind: 'gone'; readonly reason: string }

/** Sends one signed webhook. Ends within seconds, whatever the target does; never throws. */
export type SendWebhook = (delivery: WebhookDelivery, now: Date) => Promise<SendResult>
