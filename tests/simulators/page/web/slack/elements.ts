/** What the page knows of Block Kit. Everything may be missing: what is not known is shown as its words. */
export interface Text {
  readonly type: string
  readonly text: string
}

export interface Confirm {
  readonly title: Text
  readonly text: Text
  readonly confirm: Text
  readonly deny: Text
  readonly style?: string
}

export interface Option {
  readonly text: Text
  readonly value: string
  readonly description?: Text
}

export interface Element {
  readonly type: string
  readonly action_id?: string
  readonly text?: Text | string
  readonly style?: string
  readonly url?: string
  readonly placeholder?: Text
  readonly options?: readonly Option[]
  readonly confirm?: Confirm
  readonly image_url?: string
  readonly slack_file?: { readonly id?: string }
  readonly alt_text?: string
  readonly elements?: readonly Element[]
}

export interface RichElement {
  readonly type: string
  readonly text?: string
  readonly url?: string
  readonly user_id?: string
  readonly channel_id?: string
  readonly name?: string
  readonly range?: string
  readonly timestamp?: number
  readonly format?: string
  readonly fallback?: string
  readonly style?: Readonly<Record<string, boolean>> | string
  readonly elements?: readonly RichElement[]
}

export interface Block {
  readonly type: string
  readonly text?: Text
  readonly fields?: readonly Text[]
  readonly accessory?: Element
  readonly elements?: readonly (Element & RichElement)[]
  readonly title?: Text | string
  readonly image_url?: string
  readonly slack_file?: { readonly id?: string }
  readonly alt_text?: string
  readonly rows?: readonly (readonly Cell[])[]
  readonly chart?: Chart
}

export interface Cell extends RichElement {
  readonly value?: number
}

export interface Chart {
  readonly type: string
  readonly segments?: readonly Point[]
  readonly series?: readonly { readonly name: string; readonly data: readonly Point[] }[]
  readonly axis_config?: { readonly categories: readonly string[]; readonly y_label?: string }
}

export interface Point {
  readonly label: string
  readonly value: number
}
