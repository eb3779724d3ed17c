import { environmentKey } from '../../domain/environment.ts'
import type { Place } from '../../domain/place.ts'
import { environments } from '../../domain/projections.ts'
import { isPlace } from '../../domain/settings.ts'
import type { Texts } from '../../texts/texts.ts'
import { doingTheSame } from './already-doing.ts'
import { lackingAbility } from './lacking-ability.ts'
import { type PlanParts, type PlanResult, problem } from './planned.ts'

export interface RestartRequest extends Place {
  readonly kind: 'restart'
}

export async function planRestart(
  { kind, service, environment }: RestartRequest,
  parts: PlanParts,
  texts: Texts,
): Promise<PlanResult> {
  const { delivery, store, settings } = parts
  const place = { service, environment }
  if (!isPlace(settings, place)) return problem(texts.plans.problem.noPlace(place))
  const lacking = lackingAbility('restart', place, delivery, texts)
  if (lacking) return lacking
  const [live, health] = await Promise.all([
    store.get(environments, environmentKey(service, environment)),
    delivery.health(service, environment),
  ])
  const release = live?.current?.release ?? ('release' in health ? health.release : undefined)
  if (!release && health.state === 'nothing-deployed') return problem(texts.plans.problem.nothingToRestart(place))
  const plan = { kind, ...place, ...(release && { release }) }
  const same = await doingTheSame(live, plan, store, texts)
  if (same) return problem(same)
  const isDown = health.state === 'nothing-deployed'
  return { kind: 'plan', plan, ...(isDown && { note: texts.plans.note.restartStarts(place) }) }
}
