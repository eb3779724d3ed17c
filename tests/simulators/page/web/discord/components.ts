/** What the page knows of Discord's messages. Everything may be missing. */
export interface Component {
  readonly type: number
  readonly id?: number
  readonly custom_id?: string
  readonly style?: number
  readonly label?: string
  readonly emoji?: { readonly name?: string }
  readonly url?: string
  readonly disabled?: boolean
  readonly content?: string
  readonly accent_color?: number | null
  readonly components?: readonly Component[]
  readonly accessory?: Component
  readonly media?: Media
  readonly description?: string
  readonly items?: readonly { readonly media?: Media; readonly description?: string }[]
  readonly file?: Media
  readonly name?: string
  readonly divider?: boolean
  readonly placeholder?: string
  readonly options?: readonly { readonly label: string; readonly value: string; readonly description?: string }[]
}

export interface Media {
  readonly url: string
  readonly filename?: string
}

export interface Embed {
  readonly title?: string
  readonly description?: string
  readonly url?: string
  readonly color?: number
  readonly fields?: readonly { readonly name: string; readonly value: string; readonly inline?: boolean }[]
  readonly footer?: { readonly text: string }
}

export interface Message {
  readonly content: string
  readonly embeds: readonly Embed[]
  readonly components: readonly Component[]
  readonly timestamp: string
}

export interface CommandOption {
  readonly type: number
  readonly name: string
  readonly description?: string
  readonly required?: boolean
  readonly autocomplete?: boolean
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[]
  readonly options?: readonly CommandOption[]
}

export interface Command {
  readonly name: string
  /** 1 after a slash, 3 in the menu of a message. */
  readonly type?: number
  readonly description?: string
  readonly options?: readonly CommandOption[]
}
