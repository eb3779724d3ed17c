import type { Block, Card } from '../../domain/card.ts'
import { environmentKey } from '../../domain/environment.ts'
import type { EnvironmentId, ServiceId } from '../../domain/ids.ts'
import { COMMITS_COUNTED, COMMITS_SHOWN } from '../../domain/plans/deploy.ts'
import { environments } from '../../domain/projections.ts'
import type { Commit, Release } from '../../domain/release.ts'
import type { Texts } from '../../texts/texts.ts'
import type { Asked, FactOf, Telling } from './fact.ts'
import { linesCard } from './lines-card.ts'
import { capitalised } from './place-words.ts'
import { placesToTell } from './places-to-tell.ts'
import type { PlainQuestion } from './plain-question.ts'

const COMPARES =
  /\b(?:diff|differences?|differs?|compared?|comparison|versus|vs|between|ahead|behind|in sync|the same|unterschiede?|unterscheiden|vergleiche?|zwischen|diferencias?|compara|comparar)\b|\b(?:not|n't) (?:yet )?(?:in|on)\b/
/** These are about figures or settings, and not about releases. */
const NOT_RELEASES = /\b(?:error|latenc|metric|traffic|health|slow|fast|config|cpu|memory|budget|log|why|warum)\w*/

/** What differs between two environments. */
export function asksComparison({ words, environments, version }: PlainQuestion): Asked<'comparison'> | undefined {
  const [one, other, ...more] = environments
  if (one === undefined || other === undefined || more.length > 0 || version !== undefined) return undefined
  if (!COMPARES.test(words) || NOT_RELEASES.test(words)) return undefined
  return { kind: 'comparison', environments: [one, other] }
}

const RIGHT = 'deploy.diff'
const MOST_SERVICES = 6

export async function tellComparison(fact: FactOf<'comparison'>, telling: Telling): Promise<Card> {
  const { scope, texts } = telling
  const words = texts.facts.comparison
  const [one, other] = fact.environments
  const { environment: _, ...about } = fact.about
  const inOne = await placesToTell(telling, { ...about, environment: one }, RIGHT)
  if (inOne.kind === 'instead') return inOne.card
  const inOther = await placesToTell(telling, { ...about, environment: other }, RIGHT)
  if (inOther.kind === 'instead') return inOther.card
  const services = inOne.places
    .map(({ service }) => service)
    .filter((service) => inOther.places.some((place) => place.service === service))
  if (services.length === 0) return linesCard([words.inBothNone({ one, other })])
  const shown = services.slice(0, MOST_SERVICES)
  const compared = await Promise.all(shown.map((service) => compare(service, one, other, telling)))
  const more = services.length - shown.length
  const isOnly = scope.settings.services.length === 1
  return linesCard(
    compared.map(({ service, sentence }) => (isOnly ? capitalised(sentence) : `${service}: ${sentence}`)),
    ...compared.flatMap((one) => commitBlocks(one, texts)),
    ...(more > 0 ? [text(words.moreServices({ count: more }))] : []),
  )
}

interface Compared {
  readonly service: ServiceId
  readonly sentence: string
  readonly missing: readonly Missing[]
}

/** Commits that one environment has and the other has not. */
interface Missing {
  readonly from: EnvironmentId
  readonly commits: readonly Commit[]
}

async function compare(
  service: ServiceId,
  one: EnvironmentId,
  other: EnvironmentId,
  { scope: { store, delivery }, texts }: Telling,
): Promise<Compared> {
  const words = texts.facts.comparison
  const liveIn = async (environment: EnvironmentId): Promise<Release | undefined> =>
    (await store.get(environments, environmentKey(service, environment)))?.current?.release
  const [here, there] = await Promise.all([liveIn(one), liveIn(other)])
  const without = (sentence: string): Compared => ({ service, sentence, missing: [] })
  if (!here && !there) return without(words.nothing({ environments: texts.formats.anyOf([one, other]) }))
  if (!here || !there) {
    const [version, full, empty] = here ? [here.version, one, other] : [there?.version ?? '', other, one]
    return without(words.onlyIn({ version, full, empty }))
  }
  if (here.sha === there.sha) return without(words.same({ version: here.version, one, other }))
  const [onlyHere, onlyThere] = await Promise.all([
    delivery.commitsBetween(service, there.sha, here.sha, COMMITS_COUNTED),
    delivery.commitsBetween(service, here.sha, there.sha, COMMITS_COUNTED),
  ])
  const missing = [
    { from: other, commits: onlyHere },
    { from: one, commits: onlyThere },
  ].filter(({ commits }) => commits.length > 0)
  const both = { one: `${one} (${here.version})`, other: `${other} (${there.version})` }
  const [behind, ...others] = missing
  if (!behind) return { service, missing, sentence: words.unrelated(both) }
  if (others.length > 0) {
    const notIn = missing.map(({ from, commits }) =>
      words.notIn({ commits: number(commits, texts), environment: from }),
    )
    return { service, missing, sentence: words.differ({ ...both, missing: notIn.join(', ') }) }
  }
  const [late, ahead] = behind.from === one ? [both.one, both.other] : [both.other, both.one]
  return { service, missing, sentence: words.behind({ behind: late, commits: number(behind.commits, texts), ahead }) }
}

function number({ length: count }: readonly Commit[], { facts: { comparison } }: Texts): string {
  return count >= COMMITS_COUNTED ? comparison.commitsAtLeast({ count }) : comparison.commits({ count })
}

function commitBlocks({ service, missing }: Compared, texts: Texts): readonly Block[] {
  return missing.flatMap(({ from, commits }) => {
    const lines = commits
      .slice(0, COMMITS_SHOWN)
      .map(({ sha, subject, author }) => `${sha.slice(0, 7)} ${subject} (${author})`)
    const rest = commits.length - lines.length
    return [
      text(texts.facts.comparison.notInYet({ environment: from, service })),
      {
        kind: 'code' as const,
        text: [...lines, ...(rest > 0 ? [texts.confirmations.commits.more({ count: rest })] : [])].join('\n'),
      },
    ]
  })
}

const text = (words: string): Block => ({ kind: 'text', text: words })
