import type { ServiceId } from '../../domain/ids.ts'
import type { BuildStrategy } from '../../domain/release.ts'
import type { Slots } from '../../domain/understanding.ts'
import type { Texts } from '../../texts/texts.ts'
import { type PlanParts, type PlanResult, problem } from './planned.ts'
import { resolveNamed, textOf } from './ref.ts'

export interface BuildRequest {
  readonly kind: 'build'
  readonly service: ServiceId
  readonly ref: string
  readonly strategy: BuildStrategy
}

/** @param slots Complete, with names of the catalog. */
export function buildRequest({ service, ref, strategy }: Slots): BuildRequest {
  return {
    kind: 'build',
    service: String(service),
    ref: textOf(ref, 'latest'),
    strategy: strategy === 'no-cache' ? 'no-cache' : 'cache',
  }
}

export async function planBuild(
  request: BuildRequest,
  { delivery, settings }: PlanParts,
  texts: Texts,
): Promise<PlanResult> {
  const { kind, service, ref, strategy } = request
  const services = settings.services.map(({ id }) => id)
  const named = await resolveNamed(delivery, service, ref, services, texts)
  if ('problem' in named) return problem(named.sentence)
  const { release, note } = named
  const plan = { kind, service, ref, release, strategy, recipe: delivery.recipe(service) }
  return { kind: 'plan', plan, ...(note !== undefined && { note }) }
}
