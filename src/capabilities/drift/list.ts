import { fixButton } from '../../cards/drift-card.ts'
import { problemCard, sentenceCard } from '../../cards/sentence-card.ts'
import { ago, counted } from '../../cards/words.ts'
import type { Block, Button, Card } from '../../domain/card.ts'
import type { Drift } from '../../domain/drift.ts'
import { type EnvironmentState, environmentKey } from '../../domain/environment.ts'
import type { Place } from '../../domain/place.ts'
import { environments } from '../../domain/projections.ts'
import { findDrifts } from '../../queries/find-drifts.ts'
import { observePlace } from '../../queries/observe-place.ts'
import { type ReaderScope, scopeFor } from '../../queries/scope.ts'
import { visiblePlaces } from '../../queries/visible-places.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'

/** Lists drifts with their fixes. Checks again, since somebody may have just seen something. */
async function answerDrifts(parts: AnswerParts, { right, asker, slots }: Question): Promise<Card> {
  const apart = slots.device ?? slots.ring
  if (apart !== undefined)
    return problemCard(`I don’t monitor ${apart} for drift, only services in their environments.`)
  const where = slots.service === undefined ? {} : { service: String(slots.service) }
  const scope = scopeFor(parts, asker)
  const places = await visiblePlaces(scope, where, right)
  if (places.length === 0) return problemCard('That service does not exist, or you may not see it.')
  const live = (await Promise.all(places.map((place) => liveAt(place, scope)))).filter((state) => state !== undefined)
  if (live.length === 0) return sentenceCard('Nothing is deployed there yet, so nothing can have drifted.')
  const found = await findDrifts(scope, where, right)
  const others = live.filter((place) => !found.some((drift) => isAt(drift, place)))
  const seen = (await Promise.all(others.map((place) => justSeen(place, scope)))).filter((line) => line !== undefined)
  const fresh = seen.filter(({ isIntended }) => !isIntended)
  const stopped = seen.filter(({ isIntended }) => isIntended)
  if (found.length + seen.length === 0) return noDrift(live.length)
  const title = found.length === 0 ? 'Drift found' : counted(found.length, 'drift')
  const card = await driftsCard(found.length + fresh.length === 0 ? 'Nothing has drifted' : title, found, parts)
  return { ...card, blocks: [...card.blocks, ...linesUnder(JUST_SEEN, fresh), ...linesUnder(STOPPED, stopped)] }
}

const JUST_SEEN = 'Seen just now; if it persists, I report it in the thread of its deployment:'
const STOPPED = 'Stopped on purpose, so I alert nobody:'

function linesUnder(heading: string, seen: readonly Seen[]): readonly Block[] {
  return seen.length === 0 ? [] : [{ kind: 'text', text: [heading, ...seen.map(({ line }) => line)].join('\n') }]
}

/** Drifts, each with its fix. */
export async function driftsCard(
  title: string,
  found: readonly Drift[],
  { store, clock }: Pick<AnswerParts, 'store' | 'clock'>,
): Promise<Card> {
  const rows = await Promise.all(
    found.map(async (drift) => ({
      drift,
      button: fixButton(drift, await store.get(environments, environmentKey(drift.service, drift.environment))),
    })),
  )
  const buttons = rows.flatMap(({ drift, button }) => (button ? [placed(button, drift)] : [])).slice(0, MOST_BUTTONS)
  const table: Block = {
    kind: 'table',
    columns: ['Service', 'Environment', 'Found', 'Since', 'Suggested fix'],
    rows: rows.map(({ drift, button }) => [
      drift.service,
      drift.environment,
      drift.sentence,
      ago(drift.foundAt, clock.now()),
      button?.label ?? 'needs a person',
    ]),
  }
  return {
    title,
    tone: found.length === 0 ? 'neutral' : 'warning',
    blocks: [
      ...(rows.length > 0 ? [table] : []),
      ...(buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : []),
    ],
  }
}

/** One row on every platform. */
const MOST_BUTTONS = 5

function placed(button: Button, { service, environment }: Place): Button {
  return { ...button, label: `${service} on ${environment}: ${button.label}` }
}

/** Undefined where nothing should be live. */
async function liveAt(place: Place, { store }: ReaderScope): Promise<EnvironmentState | undefined> {
  const state = await store.get(environments, environmentKey(place.service, place.environment))
  return state?.current && state
}

interface Seen {
  readonly line: string
  readonly isIntended: boolean
}

async function justSeen(state: EnvironmentState, { store, delivery }: ReaderScope): Promise<Seen | undefined> {
  // The task that is changing it will report how that ends.
  if (state.holder !== undefined) return undefined
  const observed = await observePlace(state, store, delivery)
  if (!observed) return undefined
  const line = `• ${state.service} on ${state.environment}: ${observed.sentence}`
  return { line, isIntended: observed.isIntended ?? false }
}

function noDrift(places: number): Card {
  const where = places === 1 ? 'in the one place' : `in the ${places} places`
  return {
    tone: 'success',
    blocks: [{ kind: 'text', text: `No drift ${where} that you may see; checked just now.` }],
  }
}

const isAt = (one: Place, other: Place): boolean =>
  one.service === other.service && one.environment === other.environment

export const driftList = {
  intent: 'drift.list',
  effect: 'read',
  example: 'what has drifted?',
  phrase: ['what has drifted', 'of {service}'],
  answer: answerDrifts,
} as const satisfies ReadCapability
