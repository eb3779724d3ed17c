import { type APIMessageComponentInteraction, ComponentType } from 'discord.js'
import type { ButtonPress } from '../../../../src/ports/chat-platform.ts'
import { threadIdOf } from '../ids.ts'
import { type ChannelFacts, placeIn, starterOf } from './channel-facts.ts'
import { actorOf } from './interaction-facts.ts'

/** What is pressed, which need not be on the message that the press came from. */
interface Pressed {
  readonly key: string
  readonly starter: string
  readonly button: string
}

/** A press on a card. Discord has no dialog for a button, so nobody was asked about it yet. */
export function readPress(interaction: APIMessageComponentInteraction, channel: ChannelFacts): ButtonPress {
  const key = `discord:interaction:${interaction.id}`
  const starter = starterOf(interaction.message)
  return { ...pressOn(interaction, channel, { key, starter, button: pressedIn(interaction) }), mayAsk: true }
}

export function pressOn(
  interaction: APIMessageComponentInteraction,
  channel: ChannelFacts,
  { key, starter, button }: Pressed,
): ButtonPress {
  const { name: _, ...actor } = actorOf(interaction)
  const place = placeIn(channel, starter)
  return {
    keys: [key],
    thread: threadIdOf(place),
    ...actor,
    ...(place.kind === 'direct' && { direct: true }),
    button,
  }
}

/** What is chosen in a menu is the press of that button. */
export function pressedIn({ data }: Pick<APIMessageComponentInteraction, 'data'>): string {
  return data.component_type === ComponentType.StringSelect ? (data.values[0] ?? '') : data.custom_id
}
