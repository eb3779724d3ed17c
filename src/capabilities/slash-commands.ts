import type { Ability } from '../domain/ability.ts'
import type { DeployStrategy } from '../domain/release.ts'
import type { Settings } from '../domain/settings.ts'
import type { PlaceAbilities } from '../ports/abilities.ts'
import type { SlashCommand, SlashOption } from '../ports/chat-platform.ts'
import { placesOf } from '../queries/places.ts'
import { CAPABILITIES } from './capabilities.ts'

/** The commands with options that people see, for platforms that have such: what no place here can is not among them. */
export function slashCommands(settings: Settings, delivery: PlaceAbilities): readonly SlashCommand[] {
  const all = placesOf(settings, {}).map(({ service, environment }) => delivery.abilities(service, environment))
  const isThere = (ability: Ability): boolean => all.length === 0 || all.some((of) => of[ability].kind === 'able')
  const strategies = new Set(all.flatMap((of) => of.strategies))
  return CAPABILITIES.flatMap(({ intent, ability, command }) =>
    command && (ability === undefined || isThere(ability))
      ? [{ ...command, intent, options: command.options.flatMap((option) => offered(option, strategies)) }]
      : [],
  )
}

/** Nobody chooses among ways that nothing here has. */
function offered(option: SlashOption, strategies: ReadonlySet<DeployStrategy>): readonly SlashOption[] {
  if (option.slot !== 'strategy' || strategies.size === 0) return [option]
  const choices = option.choices?.filter((choice) => [...strategies].some((strategy) => strategy === choice))
  return [{ ...option, ...(choices && { choices }) }]
}
