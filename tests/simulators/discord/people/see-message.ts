import type { SeenButton, SeenFile, SeenImage, SeenMenu, SeenMessage } from '../../seen.ts'
import type { ComponentBody } from '../rules/bodies.ts'
import { BUTTON, GALLERY, SELECTS, TEXT, THUMBNAIL } from '../rules/component-types.ts'
import { allComponents } from '../rules/walk-components.ts'
import { messagePayload } from '../world/payloads.ts'
import type { Person, Posted, World } from '../world/world.ts'

const STYLES: readonly SeenButton['style'][] = ['secondary', 'primary', 'secondary', 'success', 'danger', 'link']

/** A message as it stands in front of people now. */
export function seenMessage(world: World, message: Posted): SeenMessage {
  const channel = world.channels.get(message.channelId)
  const shown = (messagePayload(world, message) as { readonly components: readonly ComponentBody[] }).components
  const components = allComponents(shown).map(({ component }) => component)
  const thread = channel?.parentId === undefined ? world.channels.get(message.id)?.id : channel.id
  return {
    id: message.id,
    channel: channel?.parentId ?? message.channelId,
    ...(thread !== undefined && { thread }),
    author: shownName(message.author),
    authorId: message.author.id,
    byBot: message.author.bot,
    text: wordsOf(message),
    buttons: components.filter(({ type }) => type === BUTTON).map(seenButton),
    menus: components.filter(({ type }) => SELECTS.includes(type)).map((menu) => seenMenu(world, menu)),
    images: components.flatMap(seenImages),
    files: message.attachments.map(seenFile),
    reactions: [...message.reactions.keys()],
    ...(message.replyTo !== undefined && { replyTo: message.replyTo }),
    edited: message.editedAt !== undefined,
    onlyForMe: message.onlyFor !== undefined,
    isThinking: message.isLoading ?? false,
    raw: messagePayload(world, message),
  }
}

function shownName({ name, displayName, nick }: Person): string {
  return nick ?? displayName ?? name
}

/** All that a message says, as people read it: without the backslashes that keep it from formatting. */
export function wordsOf({ content, embeds, components }: Pick<Posted, 'content' | 'embeds' | 'components'>): string {
  const cards = embeds.flatMap(({ title = '', description = '', fields = [], footer }) => [
    title,
    description,
    ...fields.map(({ name, value }) => `${name}: ${value}`),
    footer?.text ?? '',
  ])
  const displays = allComponents(components).flatMap(({ component: { type, content: said = '' } }) =>
    type === TEXT ? [said] : [],
  )
  return [content, ...cards, ...displays]
    .filter((part) => part !== '')
    .join('\n')
    .replace(/\\([^0-9A-Za-z\s])/g, '$1')
}

function seenButton({ custom_id, label, emoji, style = 2, url, disabled }: ComponentBody): SeenButton {
  const picture = (emoji as { readonly name?: string } | undefined)?.name
  return {
    id: custom_id ?? '',
    label: label ?? picture ?? '',
    style: STYLES[style] ?? 'secondary',
    ...(url !== undefined && { url }),
    isDisabled: disabled ?? false,
  }
}

/** Menus of people and roles offer whoever is there. */
function seenMenu(
  world: World,
  { type, custom_id, placeholder, options, min_values, max_values }: ComponentBody,
): SeenMenu {
  const people = type === 5 ? world.everybody().map((one) => ({ label: shownName(one), value: one.id })) : []
  return {
    id: custom_id ?? '',
    placeholder: placeholder ?? '',
    options:
      options?.map(({ label = '', value = '', description }) => ({
        label,
        value,
        ...(description !== undefined && { description }),
      })) ?? people,
    min: min_values ?? 1,
    max: max_values ?? 1,
  }
}

function seenImages({ type, media, description, items = [] }: ComponentBody): readonly SeenImage[] {
  if (type === THUMBNAIL) return [{ url: media?.url ?? '', alt: description ?? '' }]
  if (type !== GALLERY) return []
  return items.map((item) => ({ url: item.media?.url ?? '', alt: item.description ?? '' }))
}

function seenFile({ name, url, bytes }: Posted['attachments'][number]): SeenFile {
  return { name, url, size: bytes.length }
}
