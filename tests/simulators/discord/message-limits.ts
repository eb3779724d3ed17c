/** The numbers of Discord's documentation, written down a second time on purpose: the adapter's own must agree. */
export interface OutgoingMessage {
  readonly content?: string
  readonly nonce?: string
  readonly embeds?: readonly {
    readonly title?: string
    readonly description?: string
    readonly url?: string
    readonly fields?: readonly { readonly name: string; readonly value: string }[]
    readonly footer?: { readonly text: string }
  }[]
  readonly components?: readonly {
    readonly type: number
    readonly components: readonly { readonly type: number; readonly label?: string; readonly custom_id: string }[]
  }[]
}

/** Why Discord would answer 400 to this message; empty when it would take it. */
export function violations(message: OutgoingMessage): readonly string[] {
  return [...contentViolations(message), ...embedViolations(message), ...buttonViolations(message)]
}

function contentViolations({ content = '', nonce = '', embeds = [] }: OutgoingMessage): readonly string[] {
  return [
    ...unless(content.length <= 2000, 'content is longer than 2000'),
    ...unless(nonce.length <= 25, 'nonce is longer than 25'),
    ...unless(content.trim() !== '' || embeds.length > 0, 'the message is empty'),
    ...unless(content.isWellFormed(), 'half a character in the content'),
  ]
}

function embedViolations({ embeds = [] }: OutgoingMessage): readonly string[] {
  const texts = embeds.flatMap((embed) => [
    embed.title ?? '',
    embed.description ?? '',
    embed.footer?.text ?? '',
    ...(embed.fields ?? []).flatMap(({ name, value }) => [name, value]),
  ])
  return [
    ...unless(embeds.length <= 10, 'more than 10 embeds'),
    ...unless(texts.join('').length <= 6000, 'embeds hold more than 6000'),
    ...unless(
      texts.every((text) => text.isWellFormed()),
      'half a character in an embed',
    ),
    ...embeds.flatMap((embed) => [
      ...unless((embed.title ?? '').length <= 256, 'embed title is longer than 256'),
      ...unless((embed.description ?? '').length <= 4096, 'embed description is longer than 4096'),
      ...unless((embed.footer?.text ?? '').length <= 2048, 'embed footer is longer than 2048'),
      ...unless(isSaid(embed.title) || isSaid(embed.description) || !!embed.fields?.length, 'an embed is empty'),
      ...unless((embed.fields ?? []).length <= 25, 'more than 25 fields'),
      ...(embed.fields ?? []).flatMap(({ name, value }) => [
        ...unless(isSaid(name) && name.length <= 256, 'field name is not 1 to 256'),
        ...unless(isSaid(value) && value.length <= 1024, 'field value is not 1 to 1024'),
      ]),
    ]),
  ]
}

function buttonViolations({ components: rows = [] }: OutgoingMessage): readonly string[] {
  const buttons = rows.flatMap((row) => row.components)
  return [
    ...unless(rows.length <= 5, 'more than 5 rows'),
    ...unless(
      rows.every(({ components }) => components.length >= 1 && components.length <= 5),
      'a row must have 1 to 5 buttons',
    ),
    ...unless(new Set(buttons.map((button) => button.custom_id)).size === buttons.length, 'custom_id twice'),
    ...buttons.flatMap(({ label, custom_id }) => [
      ...unless(isSaid(label) && label.length <= 80, 'button label is not 1 to 80'),
      ...unless(custom_id.length >= 1 && custom_id.length <= 100, 'custom_id is not 1 to 100'),
    ]),
  ]
}

export interface ModalBody {
  readonly custom_id: string
  readonly title: string
  readonly components: readonly {
    readonly type: number
    readonly content?: string
    readonly label?: string
    readonly description?: string
    readonly component?: {
      readonly type: number
      readonly custom_id: string
      readonly required?: boolean
      readonly max_length?: number
    }
  }[]
}

/** Why Discord would not open this modal. */
export function modalViolations({ custom_id, title, components }: ModalBody): readonly string[] {
  return [
    ...unless(custom_id.length >= 1 && custom_id.length <= 100, 'custom_id is not 1 to 100'),
    ...unless(isSaid(title) && title.length <= 45, 'title is not 1 to 45'),
    ...unless(components.length >= 1 && components.length <= 5, 'not 1 to 5 components'),
    ...components.flatMap(({ type, content = '', label, description = '', component }) => [
      ...unless([10, 18].includes(type), 'neither text nor a label'),
      ...unless(type !== 10 || (isSaid(content) && content.length <= 4000), 'text is not 1 to 4000'),
      ...unless(type !== 18 || (isSaid(label) && label.length <= 45), 'label is not 1 to 45'),
      ...unless(description.length <= 100, 'description is longer than 100'),
      ...unless(type !== 18 || component?.type === 4, 'a label without a text input'),
      ...unless((component?.max_length ?? 1) <= 4000, 'max_length is over 4000'),
    ]),
  ]
}

function isSaid(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== ''
}

function unless(holds: boolean, otherwise: string): readonly string[] {
  return holds ? [] : [otherwise]
}
