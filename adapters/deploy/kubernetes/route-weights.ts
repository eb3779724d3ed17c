import { z } from 'zod'

/** A rule of an HTTPRoute; what is not listed is kept as it is. */
const backend = z.looseObject({
  name: z.string(),
  kind: z.string().optional(),
  namespace: z.string().optional(),
  weight: z.int().nonnegative().optional(),
})
export const rulesSchema = z.array(z.looseObject({ backendRefs: z.array(backend).optional() }))
export type Rules = z.output<typeof rulesSchema>
type Backend = z.output<typeof backend>

/** The Services that requests of a rule are shared among. */
export interface Sharing {
  readonly service: string
  readonly candidate: string
  readonly namespace: string
}

/** By how much all weights of a shared rule are multiplied, so that a share is exact in whole numbers. */
export const scaleFor = (percent: number): number => 100 / greatestCommonDivisor(percent, 100)

export const isRouted = (rules: Rules, { service, namespace }: Sharing): boolean =>
  rules.some(({ backendRefs = [] }) => backendRefs.some((one) => isOf(one, service, namespace)))

/** Sends a share of the requests that go to the Service to its candidate instead; those of other Services stay what they were. */
export function withShare(rules: Rules, sharing: Sharing, percent: number): Rules {
  const { service, candidate, namespace } = sharing
  const scale = scaleFor(percent)
  const forCandidate = (scale * percent) / 100
  return rules.map((rule) => {
    const { backendRefs = [] } = rule
    if (!backendRefs.some((one) => isOf(one, service, namespace))) return rule
    const shared = backendRefs.flatMap((one) => {
      const weight = weightOf(one)
      if (!isOf(one, service, namespace)) return [{ ...one, weight: weight * scale }]
      return [
        { ...one, weight: weight * (scale - forCandidate) },
        { ...one, name: candidate, weight: weight * forCandidate },
      ]
    })
    return { ...rule, backendRefs: shared }
  })
}

/** What stands in the rules that share, in short: which Services, with which weights. */
export function sharedWeights(rules: Rules, { service, candidate, namespace }: Sharing): string {
  const sharing = rules.filter(({ backendRefs = [] }) =>
    backendRefs.some((one) => isOf(one, service, namespace) || isOf(one, candidate, namespace)),
  )
  return sharing
    .map(({ backendRefs = [] }) => backendRefs.map((one) => `${one.name}=${weightOf(one)}`).join(','))
    .join(';')
}

/** The weights as they were before {@link withShare}. @param scale That of the share. */
export function withoutShare(rules: Rules, { service, candidate, namespace }: Sharing, scale: number): Rules {
  return rules.map((rule) => {
    const { backendRefs = [] } = rule
    const given = backendRefs.filter((one) => isOf(one, candidate, namespace))
    if (given.length === 0) return rule
    const back = backendRefs
      .filter((one) => !given.includes(one))
      .map((one) => {
        const lent = isOf(one, service, namespace) ? given.find((other) => isSameBut(other, one)) : undefined
        return { ...one, weight: reduced(weightOf(one) + (lent ? weightOf(lent) : 0), scale) }
      })
    return { ...rule, backendRefs: back }
  })
}

/** Weights that somebody has changed meanwhile are none of ours; none becomes nothing by that. */
function reduced(weight: number, scale: number): number {
  return weight === 0 ? 0 : Math.max(1, Math.round(weight / scale))
}

/** A rule may name a Service twice, with other ports or filters. */
function isSameBut({ name: _, weight: __, ...one }: Backend, { name: ___, weight: ____, ...other }: Backend): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function isOf({ name, kind = 'Service', namespace: of }: Backend, service: string, namespace: string): boolean {
  return name === service && kind === 'Service' && (of ?? namespace) === namespace
}

/** As the Gateway API counts them. */
const weightOf = ({ weight = 1 }: Backend): number => weight

const greatestCommonDivisor = (one: number, other: number): number =>
  other === 0 ? one : greatestCommonDivisor(other, one % other)
