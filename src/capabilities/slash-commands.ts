import type { Ability } from '../domain/ability.ts'
import type { DeployStrategy } from '../domain/release.ts'
import type { Settings } from '../domain/settings.ts'
import type { PlaceAbilities } from '../ports/abilities.ts'
import type { Described, SlashCommand } from '../ports/chat-platform.ts'
import { placesOf } from '../queries/places.ts'
import { textFor } from '../texts/text-for.ts'
import type { Texts } from '../texts/texts.ts'
import { textsIn } from '../texts/texts-in.ts'
import { CAPABILITIES } from './capabilities.ts'
import type { CommandOffer } from './capability.ts'

/** The commands with options that people see, for platforms that have such: what no place here can is not among them. */
export function slashCommands(settings: Settings, delivery: PlaceAbilities): readonly SlashCommand[] {
  const all = placesOf(settings, {}).map(({ service, environment }) => delivery.abilities(service, environment))
  const isThere = (ability: Ability): boolean => all.length === 0 || all.some((of) => of[ability].kind === 'able')
  const strategies = new Set(all.flatMap((of) => of.strategies))
  return CAPABILITIES.flatMap(({ intent, ability, command }) =>
    command && (ability === undefined || isThere(ability))
      ? [
          {
            name: command.name,
            intent,
            description: inEach(({ commands }) => commands[command.name].does),
            options: command.options
              .flatMap((option) => offered(option, strategies))
              .map((option) => ({ ...option, description: optionText(command.name, option.slot) })),
          },
        ]
      : [],
  )
}

/** Nobody chooses among ways that nothing here has. */
function offered(
  option: CommandOffer['options'][number],
  strategies: ReadonlySet<DeployStrategy>,
): CommandOffer['options'] {
  if (option.slot !== 'strategy' || strategies.size === 0) return [option]
  const choices = option.choices?.filter((choice) => [...strategies].some((strategy) => strategy === choice))
  return [{ ...option, ...(choices && { choices }) }]
}

/** An option that no catalogue knows says its own name: Discord refuses one that says nothing. */
const optionText = (command: CommandOffer['name'], slot: string): Described =>
  inEach(({ commands }) => textFor(commands[command].options, slot) ?? slot)

function inEach(said: (texts: Texts) => string): Described {
  return { en: said(textsIn('en')), de: said(textsIn('de')), es: said(textsIn('es')) }
}
