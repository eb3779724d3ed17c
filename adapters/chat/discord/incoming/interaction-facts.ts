import { type APIInteraction, type APIUser, ChannelType, PermissionFlagsBits } from 'discord.js'
import type { GroupId, UserId } from '../../../../src/domain/ids.ts'
import type { PlatformWords } from '../../../../src/domain/platform-words.ts'
import type { PersonLocale } from '../../../../src/ports/person-locale.ts'
import { personName } from '../../person-name.ts'
import type { PersonWords } from '../../person-words.ts'
import { roleIdsOf, userIdOf } from '../ids.ts'
import { isThread } from './channel-facts.ts'

interface Actor extends PersonLocale {
  readonly by: UserId
  /** As the others in the channel see it. */
  readonly name: string
  /** Undefined in a direct message, where nobody has roles. */
  readonly groups?: readonly GroupId[]
}

/** @throws {TypeError} when the payload names nobody. */
export function actorOf(interaction: Pick<APIInteraction, 'member' | 'user'>): Actor {
  const { member, user } = interaction
  const person = member?.user ?? user
  if (person === undefined) throw new TypeError('an interaction of nobody')
  return {
    by: userIdOf(person.id),
    name: nameOf(person, member?.nick),
    ...(member !== undefined && { groups: roleIdsOf(member) }),
    ...('locale' in interaction && typeof interaction.locale === 'string' && { locale: interaction.locale }),
  }
}

/**
 * The words for the person who acted, in the language of their Discord; where a compatible server leaves that out, in the
 * language of the server.
 */
export function wordsFor(
  { words }: { readonly words: PersonWords },
  interaction: Pick<APIInteraction, 'member' | 'user' | 'guild_locale'>,
): PlatformWords {
  const { by, locale = interaction.guild_locale } = actorOf(interaction)
  return words.of(by, { locale })
}

/** @param nick What somebody is called in one server. */
export function nameOf(person: Pick<APIUser, 'username' | 'global_name'>, nick: string | null | undefined): string {
  return personName(nick ?? person.global_name ?? undefined, person.username) ?? person.username
}

/** Whether the bot may post where a command was given. Commands work even in channels it was never let into. */
export function maySpeak({ channel, app_permissions }: Pick<APIInteraction, 'channel' | 'app_permissions'>): boolean {
  if (channel === undefined || channel.type === ChannelType.DM) return true
  // Compatible servers may leave it out; then the first answer will show.
  if (app_permissions === undefined) return true
  const granted = BigInt(app_permissions)
  if ((granted & PermissionFlagsBits.Administrator) !== 0n) return true
  const speaking = isThread(channel.type) ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages
  const needed = PermissionFlagsBits.ViewChannel | speaking
  return (granted & needed) === needed
}
