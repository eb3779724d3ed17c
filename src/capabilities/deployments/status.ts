import { healthWords } from '../../cards/health-words.ts'
import { problemCard } from '../../cards/sentence-card.ts'
import { ago } from '../../cards/words.ts'
import type { Card } from '../../domain/card.ts'
import type { EnvironmentState } from '../../domain/environment.ts'
import type { Place } from '../../domain/place.ts'
import { type Health, releaseName } from '../../domain/release.ts'
import { healthsAt } from '../../queries/healths-at.ts'
import { listedPlaces } from '../../queries/listed.ts'
import { statesAt } from '../../queries/states-at.ts'
import { visibleTo } from '../../queries/visible-to.ts'
import { isDownThere, worstFirst } from '../../queries/worst-first.ts'
import type { Texts } from '../../texts/texts.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'
import { type Live, statusTable } from './status-table.ts'

/** What is live where, from the log and from the instances themselves. */
async function answerStatus(parts: AnswerParts, { right, asker, slots, texts }: Question): Promise<Card> {
  const places = await visibleTo(parts, asker, slots, right)
  if (places.length === 0) return problemCard(texts.deployments.notThere)
  const all = await livesAt(places, parts, texts)
  const selection = worstFirst(all, texts)
  const { shown } = selection
  const [only] = shown
  const now = parts.clock.now()
  const card = shown.length === 1 && only ? inFull(only, now, texts) : statusTable(all, selection, now, texts)
  return { ...card, listed: listedPlaces(shown, slots, ({ health }) => health.state) }
}

async function livesAt(places: readonly Place[], parts: AnswerParts, texts: Texts): Promise<readonly Live[]> {
  const states = await statesAt(places, parts.store)
  const healths = await healthsAt(places, parts, texts)
  return places.map(({ service, environment }, index) => {
    const state = states[index]
    const health = healths[index] as Health
    const isDown = isDownThere(health, state?.current !== undefined)
    const isChanging = state?.holder !== undefined
    return { service, environment, state, health, isDown, isChanging, differs: isDifferent(health, state) }
  })
}

/** Another release than the one that was put there last, or changes by hand. */
function isDifferent(health: Health, state: EnvironmentState | undefined): boolean {
  const expected = state?.current?.release.sha
  const isAnother = 'release' in health && expected !== undefined && health.release.sha !== expected
  return isAnother || (health.byHand?.length ?? 0) > 0
}

function inFull({ service, environment, state, health, isDown }: Live, now: Date, texts: Texts): Card {
  const { deployments: words } = texts
  const { fields: labels } = words
  const current = state?.current
  return {
    title: isDown
      ? words.isDown({ service, environment })
      : words[health.state === 'unhealthy' ? 'isUnhealthy' : 'at']({ service, environment }),
    tone: isDown || health.state === 'unhealthy' ? 'danger' : health.state === 'healthy' ? 'success' : 'neutral',
    blocks: [
      {
        kind: 'fields',
        fields: [
          { label: labels.version, value: current ? releaseName(current.release) : words.nothingDeployed },
          { label: labels.health, value: isDown ? texts.health.downNow : healthWords(health, texts) },
          ...(current ? [{ label: labels.since, value: `${ago(current.at, now, texts)} (${current.task})` }] : []),
          ...(state?.previous ? [{ label: labels.before, value: state.previous.release.version }] : []),
          ...(health.url === undefined ? [] : [{ label: labels.address, value: health.url }]),
          ...(state?.holder ? [{ label: labels.changingNow, value: state.holder }] : []),
        ],
      },
    ],
  }
}

export const deployStatus = {
  intent: 'deploy.status',
  effect: 'read',
  command: {
    name: 'status',
    options: [{ slot: 'service' }, { slot: 'environment' }],
  },
  answer: answerStatus,
} as const satisfies ReadCapability
