import {
  type APIActionRowComponent,
  type APIAllowedMentions,
  type APIComponentInMessageActionRow,
  type APIContainerComponent,
  type APIEmbed,
  type APITextDisplayComponent,
  ComponentType,
  MessageFlags,
  type RawFile,
} from 'discord.js'
import type { RenderedCard } from '../cards/render-card.ts'
import { CLASSIC_ROWS } from '../limits.ts'
import { markAddress, markIds } from './posted-mark.ts'

/** Everything as components, which Discord calls version 2. A message that has been in this form stays in it. */
export interface ComponentsForm {
  readonly flags: MessageFlags.IsComponentsV2
  readonly components: readonly (APITextDisplayComponent | APIContainerComponent)[]
  readonly allowed_mentions: APIAllowedMentions
}

/** Text, one embed and rows below it: what servers take that do not know the newer components. */
export interface ClassicForm {
  readonly content: string
  readonly embeds: readonly APIEmbed[]
  readonly components: readonly APIActionRowComponent<APIComponentInMessageActionRow>[]
  readonly allowed_mentions: APIAllowedMentions
}

export type MessageForm = ComponentsForm | ClassicForm

/** @param key Under which it is posted, so that it can be found again. */
export function componentsForm({ mention, container, allowed_mentions }: RenderedCard, key?: string): ComponentsForm {
  const content: APITextDisplayComponent[] = mention ? [{ type: ComponentType.TextDisplay, content: mention }] : []
  const marked = key === undefined ? container : withIds(container, markIds(key))
  return { flags: MessageFlags.IsComponentsV2, components: [...content, marked], allowed_mentions }
}

function withIds(container: APIContainerComponent, [id, firstId]: readonly [number, number]): APIContainerComponent {
  const [first, ...others] = container.components
  return { ...container, id, components: first === undefined ? [] : [{ ...first, id: firstId }, ...others] }
}

/** The same texts in one embed. Pictures and files go with the message, which shows them below. */
export function classicForm({ mention, container, allowed_mentions }: RenderedCard, key?: string): ClassicForm {
  const texts = container.components.flatMap((one) => (one.type === ComponentType.TextDisplay ? [one.content] : []))
  const rows = container.components.filter((one) => one.type === ComponentType.ActionRow)
  const embed: APIEmbed = {
    description: texts.join('\n') || NOTHING,
    color: container.accent_color ?? 0,
    ...(key !== undefined && { url: markAddress(key) }),
  }
  return { content: mention, embeds: [embed], components: rows.slice(0, CLASSIC_ROWS), allowed_mentions }
}

/**
 * A form as an edit. The message may still be a classic one, whose text and embeds have to go before it shows components; of
 * its files only those stay that come with the edit.
 */
export function editOf(form: MessageForm, files: readonly RawFile[]): object {
  const cleared = 'flags' in form ? { content: null, embeds: [] } : {}
  return { ...cleared, ...form, attachments: files.map(({ name }, id) => ({ id, filename: name })) }
}

/** Discord refuses an embed that says nothing, or only spaces. */
const NOTHING = '\u200B'
