import type { Place } from '../domain/place.ts'
import type { Health } from '../domain/release.ts'

/** How one place is, and whether a task is changing it. */
export interface Standing extends Place {
  readonly health: Health
  readonly isChanging: boolean
}

/** Nobody reads more rows at once, and every platform shows so many whole. */
const MOST_ROWS = 20

/** What a card shows of many places. */
export interface Selection<Shown extends Standing> {
  readonly shown: readonly Shown[]
  /** How many there are of each kind and how to see the others; undefined when all are shown. */
  readonly rest: string | undefined
}

/** Keeps a few places in the order of the configuration; of many, puts those that need attention first. */
export function worstFirst<Shown extends Standing>(places: readonly Shown[]): Selection<Shown> {
  if (places.length <= MOST_ROWS) return { shown: places, rest: undefined }
  const sorted = places.toSorted((a, b) => rank(a) - rank(b))
  const deployed = sorted.filter((place) => rank(place) < RANKS['nothing-deployed'])
  const shown = (deployed.length > 0 ? deployed : sorted).slice(0, MOST_ROWS)
  const another = sorted[shown.length]?.service
  return { shown, rest: `${counted(places)}. For one that is not shown here, say its name: “status of ${another}”.` }
}

const RANKS: Readonly<Record<Health['state'], number>> = { unhealthy: 0, healthy: 2, 'nothing-deployed': 3 }
const CHANGING = 1

const rank = ({ health, isChanging }: Standing): number =>
  isChanging ? Math.min(CHANGING, RANKS[health.state]) : RANKS[health.state]

/** `120 places: 2 unhealthy, 1 changing now, 60 healthy, 57 with nothing deployed`. */
function counted(places: readonly Standing[]): string {
  const of = (state: Health['state']): number => places.filter(({ health }) => health.state === state).length
  const kinds: readonly (readonly [number, string])[] = [
    [of('unhealthy'), 'unhealthy'],
    [places.filter(({ isChanging }) => isChanging).length, 'changing now'],
    [of('healthy'), 'healthy'],
    [of('nothing-deployed'), 'with nothing deployed'],
  ]
  const told = kinds.filter(([count]) => count > 0).map(([count, kind]) => `${count} ${kind}`)
  return `${places.length} places: ${told.join(', ')}`
}
