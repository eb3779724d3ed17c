import { listOf } from '../../access/sentences.ts'
import { anyOf } from '../../cards/words.ts'
import type { ServiceId } from '../../domain/ids.ts'
import type { Place } from '../../domain/place.ts'

/** What somebody may do at one place, each as it follows “you may”. */
export interface Reach extends Place {
  /** What is done to the service: `deploy`, `roll back`. */
  readonly work: readonly string[]
  /** What is done there besides: `cancel tasks`. */
  readonly besides: readonly string[]
}

/** A place that somebody may look at and not deploy to, and what it takes. */
export interface Closed extends Place {
  readonly roles: readonly string[]
  /** A sentence on whom to ask. */
  readonly holders: string
}

export interface Rights {
  readonly open: readonly Reach[]
  readonly closed: readonly Closed[]
  /** Services that may be built, wherever they may be deployed. */
  readonly builds: readonly ServiceId[]
}

/** Pure: what a person may do, as sentences with deeds and places; the most first. */
export function rightsInWords({ open, closed, builds }: Rights): readonly string[] {
  const may = grouped(open, ({ work, besides, service }) => [...work, builds.includes(service), ...besides])
  const only = builds.filter((service) => !open.some((reach) => reach.service === service))
  const changes = [
    ...may.toSorted((a, b) => deedsIn(b) - deedsIn(a)).map((places) => maySentence(places, builds)),
    ...(only.length > 0 ? [`You may build ${listOf(only)}.`] : []),
  ]
  const looks =
    changes.length === 0 && closed.length > 0 ? [`You may look at ${placesWords(closed)}, and change nothing.`] : []
  const needs = grouped(closed, ({ roles, holders }) => [...roles, holders]).map(needsSentence)
  return [...changes, ...looks, ...needs]
}

function grouped<Each extends Place>(
  places: readonly Each[],
  by: (place: Each) => readonly unknown[],
): readonly (readonly Each[])[] {
  return [...Map.groupBy(places, (place) => JSON.stringify(by(place))).values()]
}

const deedsIn = ([first]: readonly Reach[]): number => (first ? first.work.length + first.besides.length : 0)

function maySentence(places: readonly Reach[], builds: readonly ServiceId[]): string {
  const [first] = places
  const { work = [], besides = [] } = first ?? {}
  const where = placesWords(places)
  const deeds = [...work, ...(first && builds.includes(first.service) ? ['build'] : [])]
  if (work.length === 0) return `You may ${listOf(besides)} of ${where}.`
  return `You may ${listOf(deeds)} ${where}.${besides.length > 0 ? ` You may also ${listOf(besides)} there.` : ''}`
}

function needsSentence(places: readonly Closed[]): string {
  const { roles = [], holders = '' } = places[0] ?? {}
  const where = placesWords(places)
  if (roles.length === 0) return `Nobody may deploy ${where}: no role reaches that far.`
  const stop = where.includes(', and ') ? ',' : ''
  return `Deploying ${where}${stop} needs the ${anyOf(roles)} role. ${holders}`
}

/** More than these nobody reads to the end. */
const MOST_PARTS = 4

/** `billionmail and payments in staging`, `billionmail in production, and payments in staging and production`. */
function placesWords(places: readonly Place[]): string {
  const services = [...Map.groupBy(places, ({ service }) => service)].map(([service, found]) => ({
    service,
    environments: listOf(found.map(({ environment }) => environment)),
  }))
  const parts = [...Map.groupBy(services, ({ environments }) => environments)].map(
    ([environments, found]) => `${listOf(found.map(({ service }) => service))} in ${environments}`,
  )
  return parts.length > MOST_PARTS ? `services in ${places.length} places` : parts.join(', and ')
}
