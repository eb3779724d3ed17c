import { problemCard } from '../../cards/sentence-card.ts'
import type { Block, Card } from '../../domain/card.ts'
import { environmentKey } from '../../domain/environment.ts'
import type { Place } from '../../domain/place.ts'
import { COMMITS_COUNTED, COMMITS_SHOWN } from '../../domain/plans/deploy.ts'
import { environments } from '../../domain/projections.ts'
import type { Release } from '../../domain/release.ts'
import type { CodeLinks } from '../../ports/code-host.ts'
import { listedPlaces } from '../../queries/listed.ts'
import { visibleTo } from '../../queries/visible-to.ts'
import type { Texts } from '../../texts/texts.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'

/** The commits that would ship, newest first, for each environment asked about. */
async function answerDiff(parts: AnswerParts, { right, asker, slots, texts }: Question): Promise<Card> {
  const { deployments } = texts
  const service = String(slots.service)
  const ref = slots.ref === undefined ? 'latest' : String(slots.ref)
  const release = await parts.delivery.resolve(service, ref)
  if ('problem' in release) return problemCard(release.sentence)
  const places = await visibleTo(parts, asker, slots, right)
  if (places.length === 0) return problemCard(deployments.notVisible)
  const blocks = await Promise.all(places.map((place) => differenceAt(parts, place, release, texts)))
  return {
    title: deployments.diff.title({ service, version: release.version }),
    tone: 'neutral',
    listed: listedPlaces(places, slots),
    blocks: blocks.flat(),
    footnote: deployments.diff.toShip({ service, version: release.version }),
  }
}

async function differenceAt(
  { store, delivery }: AnswerParts,
  { service, environment }: Place,
  to: Release,
  { deployments: { diff }, confirmations, plans }: Texts,
): Promise<readonly Block[]> {
  const from = (await store.get(environments, environmentKey(service, environment)))?.current?.release
  if (from?.sha === to.sha) return [{ kind: 'text', text: diff.nothing({ environment, version: to.version }) }]
  const commits = await delivery.commitsBetween(service, from?.sha, to.sha, COMMITS_COUNTED)
  const change = `${environment}: ${from?.version ?? plans.nothing} → ${to.version}`
  if (commits.length === 0) return [{ kind: 'text', text: diff.older({ change, version: to.version }) }]
  const lines = commits
    .slice(0, COMMITS_SHOWN)
    .map(({ sha, subject, author }) => `${sha.slice(0, 7)} ${subject} (${author})`)
  if (commits.length > COMMITS_SHOWN) lines.push(confirmations.commits.more({ count: commits.length - COMMITS_SHOWN }))
  return [
    { kind: 'text', text: diff.commits({ change, count: commits.length }) },
    { kind: 'code', text: lines.join('\n') },
    ...linkTo(delivery.linksOf(service), from, to, diff.compare),
  ]
}

/** Where a host shows the same with every line that changed. */
function linkTo(links: CodeLinks | undefined, from: Release | undefined, to: Release, label: string): readonly Block[] {
  if (!links) return []
  const [value, url] = from
    ? [`${from.version} → ${to.version}`, links.compare(from.sha, to.sha)]
    : [to.version, links.commit(to.sha)]
  return [{ kind: 'fields', fields: [{ label, value, url }] }]
}

export const deployDiff = {
  intent: 'deploy.diff',
  effect: 'read',
  answer: answerDiff,
} as const satisfies ReadCapability
