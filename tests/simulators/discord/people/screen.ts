import type { Interaction } from '../interactions/interactions.ts'
import { channelPayload } from '../world/payloads.ts'
import type { Channel } from '../world/world.ts'
import type { Acts } from './acts.ts'
import type { DiscordPerson } from './discord-person.ts'
import { seenModal } from './see-modal.ts'

/** Everything that somebody sees now, in JSON, with what Discord's client needs to draw it. */
export function screenOf({ world, interactions, commands }: Acts, person: DiscordPerson, closed: ReadonlySet<string>) {
  const me = world.person(person.name)
  const isMine = ({ recipient }: Channel): boolean => recipient === undefined || recipient === me
  const open = interactions.all.filter(({ by, modal, id }) => by === me && modal !== undefined && !closed.has(id))
  return {
    me: { id: me.id, name: me.name },
    general: world.general.id,
    direct: world.directChannel(me).id,
    channels: [...world.channels.values()].filter(isMine).map((channel) => channelPayload(world, channel)),
    people: world.everybody().map(({ id, name, displayName, nick, bot }) => ({
      ...{ id, name: nick ?? displayName ?? name, bot },
    })),
    messages: person.messages(),
    modals: open.map(formOf),
    typing: Object.fromEntries(world.typing),
    commands: commands.registered,
  }
}

const formOf = (interaction: Interaction): object =>
  seenModal(interaction, interaction.modal ?? { custom_id: '', title: '', components: [] })
