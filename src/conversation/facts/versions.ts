import type { Card } from '../../domain/card.ts'
import { environmentKey } from '../../domain/environment.ts'
import type { ServiceId } from '../../domain/ids.ts'
import type { Place } from '../../domain/place.ts'
import { environments } from '../../domain/projections.ts'
import type { Texts } from '../../texts/texts.ts'
import { triedFirst } from '../examples.ts'
import type { Asked, FactOf, Telling } from './fact.ts'
import { linesCard } from './lines-card.ts'
import { placesToTell } from './places-to-tell.ts'
import type { PlainQuestion } from './plain-question.ts'

const VERSIONS = '(?:versions?|tags?|versionen|versiones)'
const OF_SERVICE = '(?: (?:of|for|from|von|de|does|has) (?:the )?SERVICE(?: have)?)?'
const EXIST =
  '(?: (?:are there|there are|exist|are available|do (?:you|we|i) have|can (?:i|we) (?:deploy|ship|choose(?: from)?)|could i deploy|are deployable|to choose from|gibt es|hay|existen|puedo desplegar|kann ich deployen))?'
const LIST = new RegExp(
  `^(?:(?:list|show|liste|zeige?|lista|muestra)(?: me)?|(?:which|what|welche|que)|what are)? ?(?:all |alle )?(?:(?:the|my|our|die|las) )?(?:(?:available|deployable|existing|verfugbaren) )?(?:SERVICE )?(?:${VERSIONS}|releases)${OF_SERVICE}${EXIST}${OF_SERVICE}(?: (?:to|in) ENVIRONMENT)?$`,
)
const NEWEST = new RegExp(
  `^(?:(?:what(?:'s| is)|which is|wie heisst|was ist|cual es) )?(?:the |die |la )?(?:SERVICE(?:'s)? )?(?:newest|latest|most recent|highest|neueste|ultima) (?:version|tag)${OF_SERVICE}$|^(?:which|what) (?:version|tag) (?:of SERVICE )?is (?:the )?(?:newest|latest)$`,
)
/** One alone may mean what is live. */
const MAYBE_LIVE =
  /^(?:version|tag|releases|(?:which|what) (?:version|tag)\b.*|(?:the )?(?:version|tag) (?:of|for) SERVICE)$/

/** Which versions can be deployed, or the newest of them. */
export function asksVersions({ words }: PlainQuestion): Asked<'versions'> | undefined {
  if (NEWEST.test(words)) return { kind: 'versions', newest: true }
  return LIST.test(words) && !MAYBE_LIVE.test(words) ? { kind: 'versions', newest: false } : undefined
}

/** Whoever may see what would ship may see what there is to ship. */
const RIGHT = 'deploy.diff'
const MOST_SERVICES = 8
const MOST_VERSIONS = 10

export async function tellVersions({ newest, about }: FactOf<'versions'>, telling: Telling): Promise<Card> {
  const words = telling.texts.facts.versions
  const told = await placesToTell(telling, about, RIGHT)
  if (told.kind === 'instead') return told.card
  const services = [...new Set(told.places.map(({ service }) => service))]
  const shown = services.slice(0, MOST_SERVICES)
  const found = await Promise.all(shown.map((service) => lineOn(service, newest, told.places, telling)))
  const [only, ...others] = found
  const more = services.length - shown.length
  return linesCard([
    ...found.map(({ line }) => (newest || others.length > 0 ? line : words.of({ line }))),
    ...(more > 0 ? [words.moreServices({ count: more })] : []),
    ...(only?.newest !== undefined && others.length === 0 ? await howToDeploy(only.service, only.newest, telling) : []),
  ])
}

/** What is said of one service. */
interface Line {
  readonly service: ServiceId
  readonly line: string
  readonly newest?: string
}

async function lineOn(
  service: ServiceId,
  onlyNewest: boolean,
  places: readonly Place[],
  { scope, texts }: Telling,
): Promise<Line> {
  const versions = await scope.delivery.versions(service)
  const [newest] = versions
  if (newest === undefined) return { service, line: await noneTagged(service, scope, texts) }
  if (onlyNewest) return { service, newest, line: texts.facts.versions.newest({ service, version: newest }) }
  return { service, newest, line: versionList(service, versions, await liveVersions(service, places, scope), texts) }
}

/** A repository that cannot be read has no versions either. */
async function noneTagged(
  service: ServiceId,
  { delivery }: Telling['scope'],
  { facts: { versions } }: Texts,
): Promise<string> {
  const latest = await delivery.resolve(service, 'latest')
  if ('problem' in latest) return `${service}: ${latest.sentence}`
  return versions.noneTagged({ service, version: latest.version })
}

/** Of long lists, only the newest. */
function versionList(
  service: ServiceId,
  versions: readonly string[],
  live: ReadonlyMap<string, readonly string[]>,
  { facts: { versions: words }, formats }: Texts,
): string {
  const shown = versions.slice(0, MOST_VERSIONS).map((version) => {
    const where = live.get(version)
    return where ? words.liveIn({ version, environments: formats.allOf(where) }) : version
  })
  const list = shown.join(', ')
  const count = versions.length - shown.length
  return `${service}: ${count > 0 ? words.andOlder({ list, count }) : list}.`
}

/** The environments in which each version is live, of those that the person may see. */
async function liveVersions(
  service: ServiceId,
  places: readonly Place[],
  { store, mayRead }: Telling['scope'],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const live = new Map<string, readonly string[]>()
  for (const place of places.filter((one) => one.service === service)) {
    if (!(await mayRead('deploy.status', place))) continue
    const version = (await store.get(environments, environmentKey(service, place.environment)))?.current?.release
      .version
    if (version !== undefined) live.set(version, [...(live.get(version) ?? []), place.environment])
  }
  return live
}

async function howToDeploy(
  service: ServiceId,
  version: string,
  { scope: { settings, mayRead }, texts }: Telling,
): Promise<readonly string[]> {
  for (const place of triedFirst('deploy.start', settings).filter((one) => one.service === service))
    if (await mayRead('deploy.start', place))
      return [texts.facts.versions.toDeploy({ service, version, environment: place.environment })]
  return []
}
