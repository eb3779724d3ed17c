import type { Rerun } from '../../domain/failed-jobs.ts'
import type { ServiceId } from '../../domain/ids.ts'
import type { BuildStrategy } from '../../domain/release.ts'
import type { Slots } from '../../domain/understanding.ts'
import type { Texts } from '../../texts/texts.ts'
import { type PlanParts, type PlanResult, problem } from './planned.ts'
import { resolveNamed, textOf } from './ref.ts'
import { rerunObjection } from './rerun-objection.ts'

export interface BuildRequest {
  readonly kind: 'build'
  readonly service: ServiceId
  readonly ref: string
  readonly strategy: BuildStrategy
  /** The failed jobs that are run again for it. */
  readonly rerun?: Rerun
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
  { delivery, settings, store }: PlanParts,
  texts: Texts,
): Promise<PlanResult> {
  const { kind, service, ref, strategy, rerun } = request
  const services = settings.services.map(({ id }) => id)
  const named = await resolveNamed(delivery, service, ref, services, texts)
  if ('problem' in named) return problem(named.sentence)
  const { release, note } = named
  const stale = rerun && (await rerunObjection(rerun, { service }, store, texts))
  if (stale !== undefined) return problem(stale)
  const own = { kind, service, ref, release, strategy, recipe: delivery.recipe(service) }
  const plan = { ...own, ...(rerun && { rerun }) }
  const notes = [note, rerun && texts.workflows.retry.runsAgain(rerun)].filter((one) => one !== undefined)
  return { kind: 'plan', plan, ...(notes.length > 0 && { note: notes.join(' ') }) }
}
