import type { Ability } from '../../domain/ability.ts'
import type { Place } from '../../domain/place.ts'
import type { PlaceAbilities } from '../../ports/abilities.ts'
import { lackingSentence } from '../../texts/lacking-sentence.ts'
import type { Texts } from '../../texts/texts.ts'
import { type Problem, problem } from './planned.ts'

/** Why something cannot be asked of what runs at a place; undefined where it can. */
export function lackingAbility(
  ability: Ability,
  { service, environment }: Place,
  delivery: PlaceAbilities,
  texts: Texts,
): Problem | undefined {
  const { runsBy, [ability]: offer } = delivery.abilities(service, environment)
  if (offer.kind === 'able') return undefined
  return problem(lackingSentence(service, runsBy, ability, offer.detail, texts))
}
