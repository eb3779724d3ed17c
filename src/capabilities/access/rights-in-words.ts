import type { ServiceId } from '../../domain/ids.ts'
import type { Place } from '../../domain/place.ts'
import type { Texts } from '../../texts/texts.ts'

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
export function rightsInWords({ open, closed, builds }: Rights, texts: Texts): readonly string[] {
  const { reach } = texts.access
  const may = grouped(open, ({ work, besides, service }) => [...work, builds.includes(service), ...besides])
  const only = builds.filter((service) => !open.some((reach) => reach.service === service))
  const changes = [
    ...may.toSorted((a, b) => deedsIn(b) - deedsIn(a)).map((places) => maySentence(places, builds, texts)),
    ...(only.length > 0 ? [reach.builds({ services: texts.formats.allOf(only) })] : []),
  ]
  const looks = changes.length === 0 && closed.length > 0 ? [reach.onlyLook({ where: placesWords(closed, texts) })] : []
  const needs = grouped(closed, ({ roles, holders }) => [...roles, holders]).map((places) =>
    needsSentence(places, texts),
  )
  return [...changes, ...looks, ...needs]
}

function grouped<Each extends Place>(
  places: readonly Each[],
  by: (place: Each) => readonly unknown[],
): readonly (readonly Each[])[] {
  return [...Map.groupBy(places, (place) => JSON.stringify(by(place))).values()]
}

const deedsIn = ([first]: readonly Reach[]): number => (first ? first.work.length + first.besides.length : 0)

function maySentence(places: readonly Reach[], builds: readonly ServiceId[], texts: Texts): string {
  const { access, formats } = texts
  const [first] = places
  const { work = [], besides = [] } = first ?? {}
  const where = placesWords(places, texts)
  const deeds = [...work, ...(first && builds.includes(first.service) ? [access.deeds['build.start']] : [])]
  const more = formats.allOf(besides)
  if (work.length === 0) return access.reach.besides({ deeds: more, where })
  const may = access.reach.work({ deeds: formats.allOf(deeds), where })
  return besides.length === 0 ? may : `${may} ${access.reach.alsoThere({ deeds: more })}`
}

function needsSentence(places: readonly Closed[], texts: Texts): string {
  const { reach } = texts.access
  const { roles = [], holders = '' } = places[0] ?? {}
  const where = placesWords(places, texts)
  if (roles.length === 0) return reach.nobodyDeploys({ where })
  return reach.deployingNeeds({ where, isLong: where.includes(reach.and), roles: texts.formats.anyOf(roles), holders })
}

/** More than these nobody reads to the end. */
const MOST_PARTS = 4

/** `billionmail and payments in staging`, `billionmail in production, and payments in staging and production`. */
function placesWords(places: readonly Place[], texts: Texts): string {
  const { reach } = texts.access
  const parts = partsOf(places, texts)
  return parts.length > MOST_PARTS ? reach.manyPlaces({ count: places.length }) : parts.join(reach.and)
}

function partsOf(places: readonly Place[], { access: { reach }, formats }: Texts): readonly string[] {
  const services = [...Map.groupBy(places, ({ service }) => service)].map(([service, found]) => ({
    service,
    environments: formats.allOf(found.map(({ environment }) => environment)),
  }))
  return [...Map.groupBy(services, ({ environments }) => environments)].map(([environments, found]) =>
    reach.place({ services: formats.allOf(found.map(({ service }) => service)), environments }),
  )
}
