import { createHash } from 'node:crypto'
import { NONCE } from './limits.ts'
import type { RenderedCard } from './render-card.ts'

/**
 * The key of a message in Discord's hands, in two forms.
 *
 * - `nonce` with `enforce_nonce`: certain, but Discord remembers it for a few minutes only and does not store it with the
 *   message (reading the channel never returns it).
 * - The address of the first embed. It lasts as long as the message is not edited, comes back when the channel is read,
 *   and nobody sees it: Discord makes a link of it only for an embed with a title, and ours have none. An edit drops it;
 *   by then the message's own id is known.
 */
export function nonceOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, NONCE)
}

const ADDRESS = 'https://discord.com/#shipmate-'

export function marked(card: RenderedCard, key: string): RenderedCard {
  const [first, ...others] = card.embeds
  return { ...card, embeds: [{ ...first, url: ADDRESS + nonceOf(key) }, ...others] }
}

export function isMarked(message: { readonly embeds: readonly { readonly url?: string }[] }, key: string): boolean {
  return message.embeds.some((embed) => embed.url === ADDRESS + nonceOf(key))
}
