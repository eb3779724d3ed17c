import { fixButton } from '../../cards/drift-card.ts'
import { problemCard, sentenceCard } from '../../cards/sentence-card.ts'
import { ago } from '../../cards/words.ts'
import type { Block, Button, Card } from '../../domain/card.ts'
import type { Drift } from '../../domain/drift.ts'
import { type EnvironmentState, environmentKey } from '../../domain/environment.ts'
import type { Place } from '../../domain/place.ts'
import { environments } from '../../domain/projections.ts'
import type { Slots } from '../../domain/understanding.ts'
import { findDrifts, isOfPlace } from '../../queries/find-drifts.ts'
import { observePlace } from '../../queries/observe-place.ts'
import { type ReaderScope, scopeFor } from '../../queries/scope.ts'
import { visiblePlaces } from '../../queries/visible-places.ts'
import { visibleRings } from '../../queries/visible-rings.ts'
import type { Texts } from '../../texts/texts.ts'
import type { AnswerParts, Question, ReadCapability } from '../capability.ts'
import { deviceDriftsCard, withDevices } from './device-answer.ts'

/** Lists drifts with their fixes. Checks again, since somebody may have just seen something. */
async function answerDrifts(parts: AnswerParts, { right, asker, slots, texts }: Question): Promise<Card> {
  const apart = slots.device ?? slots.ring
  const { devices } = parts
  if (!devices) {
    return apart === undefined
      ? answerPlaces(parts, { right, asker, slots, texts }, [])
      : problemCard(texts.drift.notMonitored({ device: String(apart) }))
  }
  const scope = scopeFor(parts, asker)
  const rings = await visibleRings(scope, slots, right)
  const device = slots.device === undefined ? undefined : String(slots.device)
  const ofDevices = await deviceDriftsCard(rings, devices, parts, device, texts)
  const hasPlaces = (await placesAmong(scope, slots, right, rings)).length > 0
  if (apart !== undefined || (!hasPlaces && rings.length > 0)) return ofDevices
  const ofPlaces = await answerPlaces(parts, { right, asker, slots, texts }, rings)
  return rings.length === 0 ? ofPlaces : withDevices(ofPlaces, ofDevices)
}

/** Places that are no rings: those are looked at device by device. */
async function placesAmong(
  scope: ReaderScope,
  { service }: Slots,
  right: string,
  rings: readonly Place[],
): Promise<readonly Place[]> {
  const where = service === undefined ? {} : { service: String(service) }
  const places = await visiblePlaces(scope, where, right)
  return places.filter((place) => !rings.some((ring) => isAt(ring, place)))
}

async function answerPlaces(
  parts: AnswerParts,
  { right, asker, slots, texts }: Pick<Question, 'right' | 'asker' | 'slots' | 'texts'>,
  rings: readonly Place[],
): Promise<Card> {
  const words = texts.drift
  const where = slots.service === undefined ? {} : { service: String(slots.service) }
  const scope = scopeFor(parts, asker)
  const places = await placesAmong(scope, slots, right, rings)
  if (places.length === 0) return problemCard(texts.deployments.serviceNotVisible)
  const live = (await Promise.all(places.map((place) => liveAt(place, scope)))).filter((state) => state !== undefined)
  if (live.length === 0) return sentenceCard(words.nothingDeployed)
  const found = (await findDrifts(scope, where, right)).filter(isOfPlace)
  const others = live.filter((place) => !found.some((drift) => isAt(drift, place)))
  const seen = (await Promise.all(others.map((place) => justSeen(place, scope, texts)))).filter(
    (line) => line !== undefined,
  )
  const fresh = seen.filter(({ isIntended }) => !isIntended)
  const stopped = seen.filter(({ isIntended }) => isIntended)
  if (found.length + seen.length === 0) return noDrift(live.length, texts)
  const title = found.length === 0 ? words.found : words.counted({ count: found.length })
  const heading = found.length + fresh.length === 0 ? words.nothingDrifted : title
  const card = await driftsCard(heading, found, parts, texts)
  return {
    ...card,
    blocks: [...card.blocks, ...linesUnder(words.justSeen, fresh), ...linesUnder(words.stopped, stopped)],
  }
}

function linesUnder(heading: string, seen: readonly Seen[]): readonly Block[] {
  return seen.length === 0 ? [] : [{ kind: 'text', text: [heading, ...seen.map(({ line }) => line)].join('\n') }]
}

/** Drifts, each with its fix. */
export async function driftsCard(
  title: string,
  found: readonly Drift[],
  { store, clock }: Pick<AnswerParts, 'store' | 'clock'>,
  texts: Texts,
): Promise<Card> {
  const rows = await Promise.all(
    found.map(async (drift) => ({
      drift,
      button: fixButton(drift, await store.get(environments, environmentKey(drift.service, drift.environment)), texts),
    })),
  )
  const buttons = rows
    .flatMap(({ drift, button }) => (button ? [placed(button, drift, texts)] : []))
    .slice(0, MOST_BUTTONS)
  const table: Block = {
    kind: 'table',
    columns: Object.values(texts.drift.columns),
    rows: rows.map(({ drift, button }) => [
      drift.service,
      drift.environment,
      drift.sentence,
      ago(drift.foundAt, clock.now(), texts),
      button?.label ?? texts.drift.needsPerson,
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

function placed(button: Button, { service, environment }: Place, { drift }: Texts): Button {
  return { ...button, label: drift.at({ service, environment, what: button.label }) }
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

async function justSeen(
  state: EnvironmentState,
  { store, delivery }: ReaderScope,
  { drift }: Texts,
): Promise<Seen | undefined> {
  // The task that is changing it will report how that ends.
  if (state.holder !== undefined) return undefined
  const observed = await observePlace(state, store, delivery)
  if (observed === 'unknown') return { line: `• ${drift.at({ ...state, what: drift.cannotTell })}`, isIntended: true }
  if (!observed) return undefined
  const line = `• ${drift.at({ ...state, what: observed.sentence })}`
  return { line, isIntended: observed.isIntended ?? false }
}

function noDrift(places: number, { drift }: Texts): Card {
  return { tone: 'success', blocks: [{ kind: 'text', text: drift.none({ places }) }] }
}

const isAt = (one: Place, other: Place): boolean =>
  one.service === other.service && one.environment === other.environment

export const driftList = {
  intent: 'drift.list',
  effect: 'read',
  answer: answerDrifts,
} as const satisfies ReadCapability
