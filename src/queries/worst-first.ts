import type { Place } from '../domain/place.ts'
import type { Health } from '../domain/release.ts'
import type { Texts } from '../texts/texts.ts'

/** How one place is, and whether a task is changing it. */
export interface Standing extends Place {
  readonly health: Health
  readonly isChanging: boolean
  /** What should serve there does not: it is gone, and nobody has stopped it. */
  readonly isDown: boolean
  /** Another release runs there than the one that should, or somebody has changed it by hand. */
  readonly differs?: boolean
}

/** Nobody reads more rows at once, and every platform shows so many whole. */
const MOST_ROWS = 20

/** What a card shows of many places. */
export interface Selection<Shown extends Standing> {
  readonly shown: readonly Shown[]
  /** How many there are of each kind and how to see the others; undefined when all are shown. */
  readonly rest: string | undefined
  /** The others, worst first. */
  readonly others: readonly Shown[]
  /** `… and 180 more are healthy`; undefined when all are shown that anything is deployed at. */
  readonly othersInShort: string | undefined
}

/** Whether a place is down: `isDeployed` says that something should serve there. */
export const isDownThere = (health: Health, isDeployed: boolean): boolean =>
  isDeployed && health.state === 'nothing-deployed' && !health.isIntended

/** Keeps a few places in the order of the configuration; of many, puts those that need attention first. */
export function worstFirst<Shown extends Standing>(places: readonly Shown[], texts: Texts): Selection<Shown> {
  if (places.length <= MOST_ROWS) return { shown: places, rest: undefined, others: [], othersInShort: undefined }
  const sorted = places.toSorted((a, b) => rank(a) - rank(b))
  const deployed = sorted.filter((place) => rank(place) < RANKS['nothing-deployed'])
  const shown = (deployed.length > 0 ? deployed : sorted).slice(0, MOST_ROWS)
  const others = sorted.slice(shown.length)
  const another = others[0]?.service
  const { another: ofAnother, moreHealthy, more } = texts.deployments.places
  const count = others.length
  const areEmpty = others.every((place) => rank(place) === RANKS['nothing-deployed'])
  const areWell = others.every((place) => place.health.state === 'healthy')
  const inShort = areWell ? moreHealthy({ count }) : more({ count, kinds: kindsOf(others, texts) })
  return {
    shown,
    others,
    othersInShort: areEmpty ? undefined : inShort,
    rest: [counted(places, texts), ...(another === undefined ? [] : [ofAnother({ service: another })])].join(' '),
  }
}

const RANKS: Readonly<Record<Health['state'], number>> = {
  unhealthy: 0,
  unknown: 1,
  healthy: 2,
  'nothing-deployed': 3,
}
const DOWN = -1
const DIFFERING = 0.5
const CHANGING = 1

function rank({ health, isChanging, isDown, differs = false }: Standing): number {
  if (isDown) return DOWN
  const most = differs ? DIFFERING : isChanging ? CHANGING : Number.POSITIVE_INFINITY
  return Math.min(most, RANKS[health.state])
}

/** `120 places: 2 unhealthy, 1 changing now, 60 healthy, 57 with nothing deployed.` */
function counted(places: readonly Standing[], texts: Texts): string {
  return texts.deployments.places.counted({ count: places.length, kinds: kindsOf(places, texts) })
}

function kindsOf(places: readonly Standing[], { deployments: { places: words } }: Texts): string {
  const of = (state: Health['state']): number => places.filter(({ health }) => health.state === state).length
  const counts = {
    down: places.filter(({ isDown }) => isDown).length,
    unhealthy: of('unhealthy'),
    changing: places.filter(({ isChanging }) => isChanging).length,
    unknown: of('unknown'),
    healthy: of('healthy'),
    'nothing-deployed': places.filter(({ health, isDown }) => health.state === 'nothing-deployed' && !isDown).length,
  }
  const kinds = Object.keys(counts) as readonly (keyof typeof counts)[]
  const told = kinds.filter((kind) => counts[kind] > 0).map((kind) => words[kind]({ count: counts[kind] }))
  return told.join(', ')
}
