/** What somebody does in a dialogue. It says what is meant, so that nobody has to understand the words to judge the bot. */
export type Move =
  | ({ readonly kind: 'says' } & Saying)
  | {
      readonly kind: 'presses'
      readonly by: Person
      readonly button: PressedButton
      /** 0: the newest of its kind that was ever shown; 1: the one before it. */
      readonly back: number
      readonly delivered: Delivered
    }
  /** The platform delivers again what it delivered before; 0: the last message or press. */
  | { readonly kind: 'redelivers'; readonly back: number; readonly form: 'same' | 'twin' }
  | { readonly kind: 'passes'; readonly minutes: number }
  | { readonly kind: 'restarts' }

export interface Saying {
  readonly by: Person
  readonly where: Where
  /** Without a mention of the bot it is only overheard, but in a direct message. */
  readonly mentions: boolean
  readonly text: string
  readonly means: Meaning
  readonly delivered: Delivered
}

/**
 * `twice`: as Slack does with `message` and `app_mention`, or a double click. `cut short`: the bot is killed as soon as it
 * has taken it, and started again.
 */
export type Delivered = 'once' | 'twice' | 'cut short'

export const PEOPLE = ['ana', 'ben', 'cem', 'dan'] as const
export type Person = (typeof PEOPLE)[number]
/** The others are in Slack. */
export const AT_TERMINAL: Person = 'dan'

/** Two threads of a channel, and the direct messages of whoever speaks. */
export const PLACES = ['#ops', '#ops/other', 'dm'] as const
export type Where = (typeof PLACES)[number]

export type PressedButton = 'confirm' | 'cancel' | 'choice'

export const SLOTS = ['service', 'environment', 'ref'] as const
export type Slot = (typeof SLOTS)[number]
export type Said = Readonly<Partial<Record<Slot, string>>>

export type Meaning =
  /** `said`: by the order itself; `beside`: in an aside, which orders nothing. */
  | { readonly kind: 'request'; readonly change: 'deploy' | 'rollback'; readonly said: Said; readonly beside: Said }
  | { readonly kind: 'cancels task' }
  /** Takes back what was asked for and names what is wanted instead. */
  | { readonly kind: 'correction'; readonly said: Said }
  /** `plain`: no list of words for yes, however short, can lack it. */
  | { readonly kind: 'yes'; readonly plain: boolean }
  /** Sounds like a yes and is none. */
  | { readonly kind: 'near yes' }
  | { readonly kind: 'no' }
  /** A name alone: the answer to a question, or nothing. */
  | { readonly kind: 'value'; readonly slot: Slot; readonly value: string }
  | { readonly kind: 'read'; readonly said: Said }
  | { readonly kind: 'chatter' }
