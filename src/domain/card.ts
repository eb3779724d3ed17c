import type { Chart } from './chart.ts'
import type { ThreadId, UserId } from './ids.ts'
import type { Language } from './language.ts'
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
  /** What its texts are written in, for the words that a platform adds; left out: English. Nothing of it is drawn. */
  readonly language?: Language
  /** Who is to be notified; rendered as a mention before the title. */
  readonly mention?: UserId
  readonly blocks: readonly Block[]
  /** One small line under everything, such as where a value came from. */
  readonly footnote?: string
  /** Instants that its texts name, for platforms that show each reader their own time. */
  readonly moments?: readonly Moment[]
  /** What it lists, in the order it is shown: what "the second one" may be. Nothing of it is drawn. */
  readonly listed?: readonly ListedThing[]
  /** What it refuses, for the log. Nothing of it is drawn. */
  readonly refuses?: Refusal
}

/** Where `text` stands in a card, it names this instant. */
export interface Moment {
  readonly text: string
  /** ISO 8601 in UTC. */
  readonly at: string
  readonly shows: 'time' | 'date and time'
}

export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'fields'; readonly fields: readonly Field[] }
  /** `picture` shows the same as the rows: it is drawn where the platform takes pictures, with the rows for those who cannot see it. */
  | {
      readonly kind: 'table'
      readonly columns: readonly string[]
      readonly rows: readonly (readonly string[])[]
      readonly picture?: { readonly chart: Chart; readonly alt: string }
    }
  /** Text in a fixed-width font, such as log lines. When it must be cut, the end is what stays. */
  | { readonly kind: 'code'; readonly text: string }
  /** A text too long for a message: a file where the platform takes files, with its last lines in the card. */
  | { readonly kind: 'file'; readonly name: string; readonly text: string; readonly preview: string }
  /** `share` is how much of it is done, from 0 to 1, drawn as a bar. */
  | { readonly kind: 'progress'; readonly steps: readonly ProgressStep[]; readonly share?: number }
  /** The way to a thread of the same platform. */
  | { readonly kind: 'link'; readonly label: string; readonly thread: ThreadId }
  /** `menu` asks for one of many: where platforms have menus, they show the buttons as one, under this text. */
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[]; readonly menu?: string }

export interface Field {
  readonly label: string
  readonly value: string
  /** Where it leads: an address that is made here, never one that others write. */
  readonly url?: string
}

export interface ProgressStep {
  readonly label: string
  readonly state: 'done' | 'active' | 'pending' | 'failed'
  /** How long it has taken and usually takes, in words. */
  readonly note?: string
}

export interface Button {
  /** Opaque and at most 100 characters (Discord's `custom_id`); what it means is looked up, never parsed from here. */
  readonly id: string
  readonly label: string
  readonly style: 'primary' | 'danger' | 'plain'
  /** Rarely used: shown in an overflow menu where the platform has one. */
  readonly isRare?: true
  /** Only of a button whose id has at most 50 characters. What it asks before it counts: a dialog where the platform has one, else a question to whoever pressed it. */
  readonly asks?: ButtonAsks
}

export interface ButtonAsks {
  readonly title: string
  readonly text: string
  readonly yes: string
  readonly no: string
}
