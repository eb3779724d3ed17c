import { type APIApplicationCommandAutocompleteInteraction, InteractionResponseType } from 'discord.js'
import type { Connection } from './connection.ts'
import { respond } from './interaction-reply.ts'
import { CHOICE_NAME, CHOICES_PER_AUTOCOMPLETE } from './limits.ts'

/** Answers while a person types the name of a service or environment. */
export async function suggestNames(
  { inbox, rest }: Connection,
  interaction: APIApplicationCommandAutocompleteInteraction,
): Promise<void> {
  const field = interaction.data.options.find((option) => 'focused' in option && option.focused === true)
  const slot = field?.name
  const typed = field !== undefined && 'value' in field ? String(field.value) : ''
  const names = slot === 'service' || slot === 'environment' ? inbox.suggest(slot, typed) : []
  const choices = names
    .filter((name) => name.length > 0 && name.length <= CHOICE_NAME)
    .slice(0, CHOICES_PER_AUTOCOMPLETE)
    .map((name) => ({ name, value: name }))
  await respond(rest, interaction, {
    type: InteractionResponseType.ApplicationCommandAutocompleteResult,
    data: { choices },
  })
}
