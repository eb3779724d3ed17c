import type { ThreadId, UserId } from './ids.ts'
import type { Refusal } from './refusal.ts'
import type { ListedThing } from './understanding.ts'

/** Sets the colour of a card's edge, nothing else. */
export type Tone = 'neutral' | 'progress' | 'success' | 'warning' | 'danger'

/**
 * What the bot says, free of any platform. Every text is plain: renderers escape all of it, so that a name or a log
 * line can neither format nor mention. Renderers also fit it to their platform's limits.
 */
export interface Card {
  readonly title?: string
  readonly tone: Tone
  /** Who is to be notified; rendered as a mention before the title. */
  readonly mention?: UserId
  readonly blocks: readonly Block[]
  /** One small line under everything, such as where a value came from. */
  readonly footnote?: string
  /** What it lists, in the order it is shown: what "the second one" may be. Nothing of it is drawn. */
  readonly listed?: readonly ListedThing[]
  /** What it refuses, for the log. Nothing of it is drawn. */
  readonly refuses?: Refusal
}

export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'fields'; readonly fields: readonly Field[] }
  | { readonly kind: 'table'; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }
  /** Text in a fixed-width font, such as log lines. When it must be cut, the end is what stays. */
  | { readonly kind: 'code'; readonly text: string }
  /** A text too long for a message: a file where the platform takes files, with its last lines in the card. */
  | { readonly kind: 'file'; readonly name: string; readonly text: string; readonly preview: string }
  | { readonly kind: 'progress'; readonly steps: readonly ProgressStep[] }
  /** The way to a thread of the same platform. */
  | { readonly kind: 'link'; readonly label: string; readonly thread: ThreadId }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] }

export interface Field {
  readonly label: string
  readonly value: string
  /** Where it leads: an address that is made here, never one that others write. */
  readonly url?: string
}

export interface ProgressStep {
  readonly label: string
  readonly state: 'done' | 'active' | 'pending' | 'failed'
}

export interface Button {
  /** Opaque and at most 100 characters (Discord's `custom_id`); what it means is looked up, never parsed from here. */
  readonly id: string
  readonly label: string
  readonly style: 'primary' | 'danger' | 'plain'
}
