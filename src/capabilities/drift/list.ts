import type { Asker } from '../../access/permissions.ts'
import { mendingButton } from '../../cards/drift-card.ts'
import { problemCard, sentenceCard } from '../../cards/sentence-card.ts'
import { ago, counted } from '../../cards/words.ts'
import type { Block, Button, Card } from '../../domain/card.ts'
import type { Drift } from '../../domain/drift.ts'
import { type EnvironmentState, environmentKey } from '../../domain/environment.ts'
import { environments } from '../../domain/projections.ts'
import type { Slots } from '../../domain/understanding.ts'
import { findDrifts } from '../../queries/find-drifts.ts'
import { observePlace } from '../../queries/observe-place.ts'
import type { Place } from '../../queries/places.ts'
import { scopeFor, type ToolScope } from '../../queries/scope.ts'
import { visiblePlaces } from '../../queries/visible-places.ts'
import type { AnswerParts, ReadCapability } from '../capability.ts'

const RIGHT = 'drift.list'

/** What is not as it should be, and how it would be mended. It looks once more, since somebody asks for a reason. */
async function answerDrifts(parts: AnswerParts, asker: Asker, slots: Slots): Promise<Card> {
  const apart = slots.device ?? slots.ring
  if (apart !== undefined)
    return problemCard(`Nothing reports drifts of ${apart} to me; I look at services in environments.`)
  const where = slots.service === undefined ? {} : { service: String(slots.service) }
  const scope = scopeFor(parts, asker)
  const places = await visiblePlaces(scope, where, RIGHT)
  if (places.length === 0) return problemCard('There is no such service that you may see.')
  const live = (await Promise.all(places.map((place) => liveAt(place, scope)))).filter((state) => state !== undefined)
  if (live.length === 0) return sentenceCard('Nothing is deployed there yet, so nothing can have drifted.')
  const found = await findDrifts(scope, where, RIGHT)
  const others = live.filter((place) => !found.some((drift) => isAt(drift, place)))
  const seen = (await Promise.all(others.map((place) => justSeen(place, scope)))).filter((line) => line !== undefined)
  const fresh = seen.filter(({ isIntended }) => !isIntended)
  const stopped = seen.filter(({ isIntended }) => isIntended)
  if (found.length + seen.length === 0) return allAsItShould(live.length)
  const title = found.length === 0 ? 'Something is not as it should be' : counted(found.length, 'drift')
  const card = await driftsCard(found.length + fresh.length === 0 ? 'Nothing has drifted' : title, found, parts)
  return { ...card, blocks: [...card.blocks, ...linesUnder(JUST_SEEN, fresh), ...linesUnder(STOPPED, stopped)] }
}

const JUST_SEEN = 'Seen just now; if it lasts, I say so in the thread of its deployment:'
const STOPPED = 'Somebody has stopped this, so I call nobody about it:'

function linesUnder(heading: string, seen: readonly Seen[]): readonly Block[] {
  return seen.length === 0 ? [] : [{ kind: 'text', text: [heading, ...seen.map(({ line }) => line)].join('\n') }]
}

/** Drifts with the way to mend each. */
export async function driftsCard(
  title: string,
  found: readonly Drift[],
  { store, clock }: Pick<AnswerParts, 'store' | 'clock'>,
): Promise<Card> {
  const rows = await Promise.all(
    found.map(async (drift) => ({
      drift,
      button: mendingButton(drift, await store.get(environments, environmentKey(drift.service, drift.environment))),
    })),
  )
  const buttons = rows.flatMap(({ drift, button }) => (button ? [placed(button, drift)] : [])).slice(0, MOST_BUTTONS)
  const table: Block = {
    kind: 'table',
    columns: ['Service', 'Environment', 'What is there', 'Since', 'What I would do'],
    rows: rows.map(({ drift, button }) => [
      drift.service,
      drift.environment,
      drift.sentence,
      ago(drift.foundAt, clock.now()),
      button?.label ?? 'leave it to a person',
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

/** Undefined where nothing should serve. */
async function liveAt(place: Place, { store }: ToolScope): Promise<EnvironmentState | undefined> {
  const state = await store.get(environments, environmentKey(place.service, place.environment))
  return state?.current && state
}

interface Seen {
  readonly line: string
  readonly isIntended: boolean
}

async function justSeen(state: EnvironmentState, { store, delivery }: ToolScope): Promise<Seen | undefined> {
  // Who changes it at this moment says how that ends.
  if (state.holder !== undefined) return undefined
  const sighting = await observePlace(state, store, delivery)
  if (!sighting) return undefined
  const line = `• ${state.service} on ${state.environment}: ${sighting.sentence}`
  return { line, isIntended: sighting.isIntended ?? false }
}

function allAsItShould(places: number): Card {
  const where = places === 1 ? 'where it serves' : `in the ${places} places that you may see`
  return {
    tone: 'success',
    blocks: [{ kind: 'text', text: `Everything is as it should be ${where}; I have just looked.` }],
  }
}

const isAt = (one: Place, other: Place): boolean =>
  one.service === other.service && one.environment === other.environment

export const driftList = {
  intent: 'drift.list',
  effect: 'read',
  example: 'what has drifted?',
  phrase: ['what has drifted', 'of {service}'],
  answer: (parts, { asker, slots }) => answerDrifts(parts, asker, slots),
} as const satisfies ReadCapability
