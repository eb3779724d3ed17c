import { environmentKey } from '../../domain/environment.ts'
import type { Place } from '../../domain/place.ts'
import { MOST_INSTANCES } from '../../domain/plans/scale.ts'
import { environments } from '../../domain/projections.ts'
import type { Scale } from '../../domain/scale.ts'
import { isPlace } from '../../domain/settings.ts'
import type { Texts } from '../../texts/texts.ts'
import { doingTheSame } from './already-doing.ts'
import { lackingAbility } from './lacking-ability.ts'
import { type PlanParts, type PlanResult, problem } from './planned.ts'

export interface ScaleRequest extends Place {
  readonly kind: 'scale'
  /** As it was said. */
  readonly count: number
}

export async function planScale(
  { kind, service, environment, count }: ScaleRequest,
  parts: PlanParts,
  texts: Texts,
): Promise<PlanResult> {
  const { delivery, store, settings } = parts
  const { problem: words } = texts.plans
  const place = { service, environment }
  if (!isPlace(settings, place)) return problem(words.noPlace(place))
  if (!Number.isInteger(count) || count < 0 || count > MOST_INSTANCES)
    return problem(words.badCount({ most: MOST_INSTANCES }))
  const lacking = lackingAbility('scale', place, delivery, texts)
  if (lacking) return lacking
  const { scale } = delivery.abilities(service, environment)
  const from = scale.kind === 'able' ? await scale.part.scaleNow(service, environment) : undefined
  if (!from) return problem(words.nothingToScale(place))
  if (from.count === count) return problem(words.scaledAlready({ ...place, count }))
  const plan = { kind, ...place, count, from }
  const same = await doingTheSame(
    await store.get(environments, environmentKey(service, environment)),
    plan,
    store,
    texts,
  )
  if (same) return problem(same)
  const note = noteOn(count, from, texts)
  return { kind: 'plan', plan, ...(note !== undefined && { note }) }
}

/** What its person should know before they confirm it. */
function noteOn(count: number, { bounds }: Scale, { plans: { note } }: Texts): string | undefined {
  const isOutside = bounds !== undefined && (count < bounds.min || count > bounds.max)
  const others = bounds && (isOutside ? note.outsideOfBounds({ ...bounds, count }) : note.scaledByOthers(bounds))
  const nobody = count === 0 ? note.scaledToNothing : undefined
  return [nobody, others].filter((one) => one !== undefined).join(' ') || undefined
}
