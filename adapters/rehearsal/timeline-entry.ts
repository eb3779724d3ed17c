import type { Card } from '../../src/domain/card.ts'
import type { Form } from '../../src/domain/form.ts'
import type { MessageRef, UserId } from '../../src/domain/ids.ts'

/** Something that could be seen on a platform. A place is a thread, or `slack:@ana` for what only Ana and the bot read. */
export type TimelineEntry =
  /** `of`: the number of the message that has these words from here on. */
  | { readonly kind: 'said'; readonly place: string; readonly by: UserId; readonly text: string; readonly of?: number }
  | { readonly kind: 'unsaid'; readonly place: string; readonly by: UserId; readonly text: string }
  | { readonly kind: 'pressed'; readonly place: string; readonly by: UserId; readonly label: string }
  | { readonly kind: 'posted'; readonly place: string; readonly message: MessageRef; readonly card: Card }
  | { readonly kind: 'edited'; readonly place: string; readonly message: MessageRef; readonly card: Card }
  /** A window that opens for this person, and what they send with it. */
  | { readonly kind: 'opened'; readonly to: UserId; readonly place: string; readonly form: Form }
  | { readonly kind: 'filled'; readonly place: string; readonly by: UserId; readonly text: string }
  /** Only this person sees it. */
  | { readonly kind: 'told'; readonly to: UserId; readonly text: string }
