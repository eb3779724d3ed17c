import type { Ability, TargetKind } from '../domain/ability.ts'
import type { ServiceId } from '../domain/ids.ts'
import type { Texts } from './texts.ts'

/** `checkout runs by command: it has no scale. Add deploy.commands.scale to have it.` */
export function lackingSentence(
  service: ServiceId,
  runsBy: TargetKind,
  ability: Ability,
  detail: string | undefined,
  { abilities }: Texts,
): string {
  const sentence = abilities.missing({ service, runs: abilities.runs[runsBy], lacks: abilities.lacks[ability] })
  return detail === undefined ? sentence : `${sentence} ${detail}`
}
