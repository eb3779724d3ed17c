import { createHash } from 'node:crypto'
import { type APIMessage, type APIMessageTopLevelComponent, ComponentType } from 'discord.js'
import { LARGEST_COMPONENT_ID, NONCE } from '../limits.ts'

/**
 * The key of a message in Discord's hands, in two forms.
 *
 * - `nonce` with `enforce_nonce`: certain, but Discord remembers it for a few minutes only and does not store it with the
 *   message (reading the channel never returns it).
 * - The ids of its container and of the first thing in that, 62 bits of the key. They last as long as the message is not
 *   edited, come back when the channel is read, and nobody sees them. An edit drops them; by then the message's own id is
 *   known. A message in the classic form has the address of its embed instead, which is a link only beneath a title.
 */
export function nonceOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, NONCE)
}

/** Two ids that differ, neither of them 0, which Discord takes for none. */
export function markIds(key: string): readonly [number, number] {
  const hash = createHash('sha256').update(key).digest()
  const [first, second] = [hash.readUInt32BE(0), hash.readUInt32BE(4)].map((word) => word & LARGEST_COMPONENT_ID || 1)
  return [first ?? 1, second === first ? (second ?? 1) ^ 2 : (second ?? 2)]
}

export function markAddress(key: string): string {
  return `https://discord.com/#shipmate-${nonceOf(key)}`
}

export function isMarked({ embeds, components }: Pick<APIMessage, 'embeds' | 'components'>, key: string): boolean {
  const address = markAddress(key)
  return embeds.some(({ url }) => url === address) || (components ?? []).some((one) => isMarkedContainer(one, key))
}

function isMarkedContainer(component: APIMessageTopLevelComponent, key: string): boolean {
  const [id, firstId] = markIds(key)
  return component.type === ComponentType.Container && component.id === id && component.components[0]?.id === firstId
}
