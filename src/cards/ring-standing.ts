import type { Run } from '../domain/run.ts'
import type { Texts } from '../texts/texts.ts'

/** How far a release came that went to rings, as sentences; undefined for what went to none. */
export function ringStanding({ plan, steps }: Run, texts: Texts): string | undefined {
  const several = plan.kind === 'workflow' ? plan.several : undefined
  if (!several?.rings?.stages) return undefined
  const { stands } = texts.rings
  const { allOf } = texts.formats
  let next = 0
  const sentences = several.rings.stages.map(({ ring, count }) => {
    const own = several.deployments.slice(next, next + count).map(({ environment }, index) => ({
      environment,
      state: steps[`deploy-${next + index + 1}`],
    }))
    next += count
    const has = own.filter(({ state }) => state === 'done').map(({ environment }) => environment)
    const lacks = own.filter(({ state }) => state !== 'done').map(({ environment }) => environment)
    if (lacks.length === 0) return stands.whole({ ring })
    if (has.length > 0) return stands.part({ ring, has: allOf(has), lacks: allOf(lacks) })
    const isStarted = own.some(({ state }) => state !== undefined && state !== 'pending')
    return isStarted ? stands.failed({ ring, lacks: allOf(lacks) }) : stands.none({ ring })
  })
  return sentences.join(' ')
}
