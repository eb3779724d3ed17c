/** What a person sees on a simulated platform, in terms that Slack and Discord share. Values are snapshots. */
export interface SeenMessage {
  /** Slack's `ts`, Discord's id. */
  readonly id: string
  readonly channel: string
  /** Where answers to it stand, if there are any: the thread it is in or has started. */
  readonly thread?: string
  /** The name that is shown; two people may share one. */
  readonly author: string
  readonly authorId: string
  readonly byBot: boolean
  /** All its words in reading order, those of cards included, without the marks that format them. */
  readonly text: string
  readonly buttons: readonly SeenButton[]
  readonly menus: readonly SeenMenu[]
  readonly images: readonly SeenImage[]
  readonly files: readonly SeenFile[]
  readonly reactions: readonly string[]
  /** The message that it answers. */
  readonly replyTo?: string
  readonly edited: boolean
  /** Nobody else sees it. */
  readonly onlyForMe: boolean
  /** A loading message: "Shipmate is thinking…". */
  readonly isThinking: boolean
  /** The message as its platform holds it (Discord: embeds, components, flags; Slack: blocks, attachments), to be drawn. */
  readonly raw: object
}

export interface SeenButton {
  readonly id: string
  readonly label: string
  readonly style: 'primary' | 'secondary' | 'success' | 'danger' | 'link'
  readonly url?: string
  readonly isDisabled: boolean
}

export interface SeenMenu {
  readonly id: string
  readonly placeholder: string
  readonly options: readonly SeenOption[]
  readonly min: number
  readonly max: number
}

export interface SeenOption {
  readonly label: string
  readonly value: string
  readonly description?: string
}

export interface SeenImage {
  readonly url: string
  /** What those hear who cannot see it; '' if there is none. */
  readonly alt: string
}

export interface SeenFile {
  readonly name: string
  readonly url: string
  readonly size: number
}

export interface SeenModal {
  /** Of the interaction or view that opened it. */
  readonly id: string
  readonly callbackId: string
  readonly title: string
  /** Words among the fields. */
  readonly text: string
  readonly fields: readonly SeenField[]
  readonly raw: object
}

export interface SeenField {
  readonly id: string
  readonly label: string
  readonly description?: string
  readonly kind: 'text' | 'menu' | 'other'
  readonly isLong: boolean
  readonly isRequired: boolean
  readonly value: string
  readonly maxLength?: number
  readonly options: readonly SeenOption[]
}
