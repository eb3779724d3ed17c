import { problemCard } from '../../cards/sentence-card.ts'
import { counted } from '../../cards/words.ts'
import type { Block, Card } from '../../domain/card.ts'
import { environmentKey } from '../../domain/environment.ts'
import type { Place } from '../../domain/place.ts'
import { COMMITS_COUNTED, COMMITS_SHOWN } from '../../domain/plans/deploy.ts'
import { environments } from '../../domain/projections.ts'
import type { Release } from '../../domain/release.ts'
import { listedPlaces } from '../../queries/listed.ts'
import { visibleTo } from '../../queries/visible-to.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'

/** The commits that would ship, newest first, for each environment asked about. */
async function answerDiff(parts: AnswerParts, { right, asker, slots }: Question): Promise<Card> {
  const service = String(slots.service)
  const ref = slots.ref === undefined ? 'latest' : String(slots.ref)
  const release = await parts.delivery.resolve(service, ref)
  if ('problem' in release) return problemCard(release.sentence)
  const places = await visibleTo(parts, asker, slots, right)
  if (places.length === 0) return problemCard('That service and environment do not exist, or you may not see them.')
  const blocks = await Promise.all(places.map((place) => differenceAt(parts, place, release)))
  return {
    title: `What would ship: ${service} ${release.version}`,
    tone: 'neutral',
    listed: listedPlaces(places, slots),
    blocks: blocks.flat(),
    footnote: `To ship it: deploy ${service} ${release.version} to …`,
  }
}

async function differenceAt(
  { store, delivery }: AnswerParts,
  { service, environment }: Place,
  to: Release,
): Promise<readonly Block[]> {
  const from = (await store.get(environments, environmentKey(service, environment)))?.current?.release
  if (from?.sha === to.sha) return [{ kind: 'text', text: `${environment}: ${to.version} is live; nothing to ship.` }]
  const commits = await delivery.commitsBetween(service, from?.sha, to.sha, COMMITS_COUNTED)
  const change = `${environment}: ${from?.version ?? 'nothing'} → ${to.version}`
  if (commits.length === 0) return [{ kind: 'text', text: `${change}, no new commits (${to.version} is older).` }]
  const lines = commits
    .slice(0, COMMITS_SHOWN)
    .map(({ sha, subject, author }) => `${sha.slice(0, 7)} ${subject} (${author})`)
  if (commits.length > COMMITS_SHOWN) lines.push(`… and ${commits.length - COMMITS_SHOWN} more`)
  return [
    { kind: 'text', text: `${change}, ${counted(commits.length, 'commit')}:` },
    { kind: 'code', text: lines.join('\n') },
  ]
}

export const deployDiff = {
  intent: 'deploy.diff',
  effect: 'read',
  example: 'what would ship to {environment}?',
  phrase: ['what would ship', 'of {service}', 'to {environment}?'],
  answer: answerDiff,
} as const satisfies ReadCapability
