import type { Screen } from '../shared/screen.ts'
import type { Command } from './components.ts'
import type { NameOf } from './inline.ts'

export interface DiscordScreen extends Screen {
  readonly channels: readonly { readonly id: string; readonly name: string; readonly parent_id?: string }[]
  readonly people: readonly { readonly id: string; readonly name: string }[]
  /** Since when the bot is typing, by channel. Milliseconds since 1970. */
  readonly typing: Readonly<Record<string, number>>
  readonly commands: readonly Command[]
}

/** How long Discord shows somebody as typing. */
const TYPING_MS = 10_000

export function nameIn({ people, channels }: DiscordScreen): NameOf {
  return (id) => [...people, ...channels].find((one) => one.id === id)?.name ?? id
}

/** Where in a channel the bot is typing now: by thread, '' for the channel itself. */
export function signsIn(
  { typing, channels }: DiscordScreen,
  channel: string,
  now: number,
): ReadonlyMap<string, string> {
  const fresh = Object.entries(typing).filter(([, since]) => now - since <= TYPING_MS)
  return new Map(
    fresh.flatMap(([id]) => {
      const isHere = id === channel || channels.some((one) => one.id === id && one.parent_id === channel)
      return isHere ? [[id === channel ? '' : id, 'Shipmate is typing …'] as const] : []
    }),
  )
}
