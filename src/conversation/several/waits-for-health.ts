import type { Place } from '../../domain/place.ts'

const ENGLISH =
  /^(?:but )?(?:only )?(?:when|once|if|as soon as|after) (?:(.{1,80}?) ?(?:is|’s|'s|looks) )?(?:live and )?(?:healthy|well|up)$/iu
const GERMAN = /^(?:aber )?(?:nur )?(?:wenn|sobald) (?:(.{1,80}?) )?(?:(?:live und )?gesund(?: ist)?|läuft)$/iu
const SPANISH =
  /^(?:pero )?(?:solo |sólo )?(?:cuando|si|en cuanto) (?:(.{1,80}?) )?(?:esté|está) (?:activ[oa] y )?(?:san[oa]|bien)$/iu

/** What was just deployed, without its name. */
const IT = /^(?:it|that|this|es|das|er|sie|eso|esto)$/iu

/** More is no condition, but a story. */
const LONGEST_CONDITION = 120

/**
 * Whether what must come first between them is that the one before is healthy: the one thing that can be waited for. The
 * word of a person, tests, or the health of anything else are not. @param deployments In their order.
 */
export function waitsForHealth(said: string, deployments: readonly Place[]): boolean {
  const condition = said.slice(0, LONGEST_CONDITION + 1).replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '')
  if (condition.length > LONGEST_CONDITION) return false
  const found = [ENGLISH, GERMAN, SPANISH].map((pattern) => pattern.exec(condition)).find((match) => match !== null)
  if (!found) return false
  const subject = found[1]
  return subject === undefined || IT.test(subject) || namesOf(deployments.slice(0, -1)).has(subject.toLowerCase())
}

function namesOf(before: readonly Place[]): ReadonlySet<string> {
  const names = before.flatMap(({ service, environment }) => [
    service,
    environment,
    ...['on', 'in', 'auf', 'en'].map((joint) => `${service} ${joint} ${environment}`),
  ])
  return new Set(names.map((name) => name.toLowerCase()))
}
