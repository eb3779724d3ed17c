import type { Block } from '../domain/card.ts'
import type { Place } from '../domain/place.ts'
import type { Health } from '../domain/release.ts'
import type { Texts } from '../texts/texts.ts'

/** More would push out what is known. */
const MOST_NAMED = 10

/** `No answer from payments on staging and 119 more.`: places that the answer knows nothing of; none when all have answered. */
export function unansweredBlock(all: readonly (Place & { readonly health: Health })[], texts: Texts): readonly Block[] {
  const silent = all.filter(({ health }) => health.state === 'unknown' && health.mayPass)
  if (silent.length === 0) return []
  const { deployments, health, formats } = texts
  const named = silent.slice(0, MOST_NAMED).map(deployments.at)
  const more = silent.length - named.length
  const names = formats.allOf([...named, ...(more > 0 ? [health.more({ count: more })] : [])])
  return [{ kind: 'text', text: health.noAnswerFrom({ names }) }]
}
