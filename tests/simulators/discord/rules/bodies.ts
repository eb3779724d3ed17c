/** The bodies of requests, as far as Discord's rules look at them. Everything may be missing: that is for the rules. */
export interface ComponentBody {
  readonly type: number
  readonly id?: number
  readonly custom_id?: string
  readonly style?: number
  readonly label?: string
  readonly description?: string | null
  readonly emoji?: object
  readonly url?: string
  readonly disabled?: boolean
  readonly components?: readonly ComponentBody[]
  readonly component?: ComponentBody
  readonly accessory?: ComponentBody
  readonly content?: string
  readonly media?: MediaBody
  readonly file?: MediaBody
  readonly items?: readonly { readonly media?: MediaBody; readonly description?: string | null }[]
  readonly options?: readonly SelectOptionBody[]
  readonly placeholder?: string
  readonly min_values?: number
  readonly max_values?: number
  readonly min_length?: number
  readonly max_length?: number
  readonly required?: boolean
  readonly value?: string
  readonly accent_color?: number | null
  readonly spacing?: number
  readonly divider?: boolean
}

export interface MediaBody {
  readonly url: string
}

export interface SelectOptionBody {
  readonly label?: string
  readonly value?: string
  readonly description?: string
  readonly default?: boolean
}

export interface EmbedBody {
  readonly title?: string
  readonly description?: string
  readonly url?: string
  readonly color?: number
  readonly timestamp?: string
  readonly fields?: readonly { readonly name: string; readonly value: string; readonly inline?: boolean }[]
  readonly footer?: { readonly text: string }
  readonly author?: { readonly name: string }
  readonly image?: MediaBody
  readonly thumbnail?: MediaBody
}

export interface AttachmentBody {
  readonly id: string | number
  readonly filename?: string
  readonly description?: string | null
}

export interface AllowedMentionsBody {
  readonly parse?: readonly string[]
  readonly users?: readonly string[]
  readonly roles?: readonly string[]
  readonly replied_user?: boolean
}

export interface MessageBody {
  readonly content?: string | null
  readonly nonce?: string | number
  readonly enforce_nonce?: boolean
  readonly tts?: boolean
  readonly flags?: number
  readonly embeds?: readonly EmbedBody[] | null
  readonly components?: readonly ComponentBody[] | null
  readonly attachments?: readonly AttachmentBody[]
  readonly allowed_mentions?: AllowedMentionsBody | null
  readonly message_reference?: { readonly message_id: string; readonly fail_if_not_exists?: boolean }
}

/** A file that came with a multipart request, in the part `files[id]`. */
export interface SentFile {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

export interface ModalBody {
  readonly custom_id: string
  readonly title: string
  readonly components: readonly ComponentBody[]
}

/** 1 << 6 and 1 << 15 of Discord's message flags. */
export const EPHEMERAL = 64
export const IS_COMPONENTS_V2 = 32_768

export const isV2 = ({ flags }: { readonly flags?: number }): boolean => ((flags ?? 0) & IS_COMPONENTS_V2) !== 0
