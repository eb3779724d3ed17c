import { downTitle } from '../../cards/down-words.ts'
import { healthWords } from '../../cards/health-words.ts'
import { problemCard } from '../../cards/sentence-card.ts'
import { unansweredBlock } from '../../cards/unanswered-words.ts'
import type { Block, Card } from '../../domain/card.ts'
import type { Place } from '../../domain/place.ts'
import type { Health } from '../../domain/release.ts'
import { healthsAt } from '../../queries/healths-at.ts'
import { listedPlaces } from '../../queries/listed.ts'
import { statesAt } from '../../queries/states-at.ts'
import { visibleTo } from '../../queries/visible-to.ts'
import { isDownThere, type Standing, worstFirst } from '../../queries/worst-first.ts'
import type { Texts } from '../../texts/texts.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'

/** Places of which a file says how they are. More are counted only. */
const MOST_IN_FILE = 500

/** Asks every instance itself how it is. */
async function answerHealth(parts: AnswerParts, { right, asker, slots, texts }: Question): Promise<Card> {
  const places = await visibleTo(parts, asker, slots, right)
  if (places.length === 0) return problemCard(texts.deployments.notThere)
  const all = await standingsAt(places, parts, texts)
  const unhealthy = all.filter(({ health, isDown }) => isDown || health.state === 'unhealthy')
  const isWell = unhealthy.length === 0 && all.some(runs) && !all.some(isStopped) && !all.some(isUnknown)
  const { shown, rest, others, othersInShort } = worstFirst(all, texts)
  return {
    title: titleFor(all, texts),
    tone: unhealthy.length > 0 ? 'danger' : isWell ? 'success' : 'neutral',
    listed: listedPlaces(shown, slots, ({ health }) => health.state),
    blocks:
      rest === undefined
        ? [asFields(shown, texts)]
        : [
            { kind: 'text', text: rest },
            ...unansweredBlock(all, texts),
            asTable(shown, texts),
            ...(othersInShort === undefined ? [] : [fileOf(others, othersInShort, texts)]),
          ],
  }
}

interface Checked extends Standing {
  readonly isDeployed: boolean
}

const runs = ({ health }: Standing): boolean => health.state !== 'nothing-deployed'

/** Its release is the one that should run, and somebody has stopped it. */
const isStopped = (place: Checked): boolean => place.isDeployed && !runs(place) && !place.isDown
const isUnknown = ({ health }: Standing): boolean => health.state === 'unknown'

async function standingsAt(places: readonly Place[], parts: AnswerParts, texts: Texts): Promise<readonly Checked[]> {
  const states = await statesAt(places, parts.store)
  const healths = await healthsAt(places, parts, texts)
  return places.map(({ service, environment }, index) => {
    const health = healths[index] as Health
    const isDeployed = states[index]?.current !== undefined
    return {
      service,
      environment,
      health,
      isChanging: states[index]?.holder !== undefined,
      isDown: isDownThere(health, isDeployed),
      isDeployed,
    }
  })
}

const asFields = (shown: readonly Standing[], texts: Texts): Block => ({
  kind: 'fields',
  fields: shown.map(({ service, environment, ...standing }) => ({
    label: texts.deployments.at({ service, environment }),
    value: standingWords(standing, texts),
  })),
})

/** A table, since long service names would be cut off in fields. */
const asTable = (shown: readonly Standing[], texts: Texts): Block => ({
  kind: 'table',
  columns: [texts.deployments.fields.service, texts.deployments.fields.environment, texts.deployments.fields.health],
  rows: shown.map(({ service, environment, ...standing }) => [service, environment, standingWords(standing, texts)]),
})

function fileOf(others: readonly Standing[], preview: string, texts: Texts): Block {
  const lines = others
    .slice(0, MOST_IN_FILE)
    .map(({ service, environment, ...standing }) => [service, environment, standingWords(standing, texts)].join('  '))
  const left = others.length - lines.length
  const text = [...lines, ...(left > 0 ? [texts.health.more({ count: left })] : [])].join('\n')
  return { kind: 'file', name: 'health.txt', text, preview }
}

const standingWords = ({ health, isDown }: Pick<Standing, 'health' | 'isDown'>, texts: Texts): string =>
  isDown ? texts.health.downNow : healthWords(health, texts)

function titleFor(all: readonly Checked[], texts: Texts): string {
  const { health } = texts
  const down = all.filter(({ isDown }) => isDown)
  if (down.length > 0) return downTitle(down, texts)
  const unhealthy = all.filter((one) => one.health.state === 'unhealthy').length
  const serving = all.filter(runs).length
  const stopped = all.filter(isStopped).length
  const unknown = all.filter(isUnknown).length
  if (serving === 0) return stopped > 0 ? health.nothingRuns : health.nothingYet
  if (unhealthy > 0) return health.unhealthyOf({ unhealthy, serving })
  if (unknown > 0) return health.unknownOf({ unknown, serving })
  return stopped > 0 ? health.runningHealthy({ stopped }) : health.allHealthy
}

export const healthCheck = {
  intent: 'health.check',
  effect: 'read',
  answer: answerHealth,
} as const satisfies ReadCapability
