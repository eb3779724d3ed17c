import { setTimeout as wait } from 'node:timers/promises'
import { type APIApplicationCommandAutocompleteInteraction, InteractionResponseType } from 'discord.js'
import type { Inbox, Suggestion } from '../../../../src/ports/chat-platform.ts'
import type { Connection } from '../connection/connection.ts'
import { ACKNOWLEDGE_AFTER_MS, CHOICE_NAME, CHOICES_PER_AUTOCOMPLETE } from '../limits.ts'
import { actorOf } from './interaction-facts.ts'
import { respondOnce } from './interaction-reply.ts'

const SLOTS = ['service', 'environment', 'ref'] as const

function typedIn(option: object | undefined): string {
  return option !== undefined && 'value' in option ? String(option.value) : ''
}

/** Discord takes suggestions for 3 seconds; what is slower than that suggests nothing. */
export function suggestInTime(inbox: Pick<Inbox, 'suggest'>, asked: Suggestion): Promise<readonly string[]> {
  const names = inbox.suggest(asked).catch(() => [])
  return Promise.race([names, wait(ACKNOWLEDGE_AFTER_MS, [], { ref: false })])
}

/** Answers while a person types the name of a service or environment. */
export async function suggestNames(
  connection: Connection,
  interaction: APIApplicationCommandAutocompleteInteraction,
): Promise<void> {
  const { inbox, commands } = connection
  const field = interaction.data.options.find((option) => 'focused' in option && option.focused === true)
  const slot = SLOTS.find((name) => name === field?.name)
  const typed = typedIn(field)
  const { by, groups } = actorOf(interaction)
  const service = typedIn(interaction.data.options.find(({ name }) => name === 'service'))
  const asker = { by, ...(groups && { groups }), ...(service && { service }) }
  const intent = commands.find(({ name }) => name === interaction.data.name)?.intent
  const isKnown = slot !== undefined && intent !== undefined
  const names = isKnown ? await suggestInTime(inbox, { intent, slot, typed, ...asker }) : []
  const choices = names
    .filter((name) => name.length > 0 && name.length <= CHOICE_NAME)
    .slice(0, CHOICES_PER_AUTOCOMPLETE)
    .map((name) => ({ name, value: name }))
  await respondOnce(connection, interaction, {
    type: InteractionResponseType.ApplicationCommandAutocompleteResult,
    data: { choices },
  })
}
