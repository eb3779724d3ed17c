import type { Catalog, NamedThing } from '../../domain/catalog.ts'
import type { EnvironmentId, ServiceId } from '../../domain/ids.ts'
import type { Slots, Turn } from '../../domain/understanding.ts'
import type { Texts } from '../../texts/texts.ts'
import { mentions } from '../mentions.ts'
import { type TimeSpan, timeSpanIn } from './time-span.ts'

/** What kind of facts answers a question. */
export type Topic = 'failure' | 'change' | 'safety' | 'health' | 'overview'

/** What a question is about, by its own words. */
export interface QuestionSubject {
  readonly topic: Topic
  readonly service?: ServiceId
  readonly environment?: EnvironmentId
  /** `TASK-7`. */
  readonly task?: string
  /** As it was typed: `v1.2.0`, `1.2.0`. */
  readonly version?: string
  readonly time?: TimeSpan
}

export interface AskedAbout {
  readonly text: string
  /** What was understood of it. */
  readonly slots: Slots
  /** The person's own earlier turns, oldest first. */
  readonly turns: readonly Turn[]
  readonly catalog: Catalog
  readonly now: Date
  /** What its time is called in. */
  readonly texts: Texts
}

/** Pure: finds out by rules what is asked about. A name that is missing is the one mentioned before, or the only one. */
export function questionSubject({ text, slots, turns, catalog, now, texts }: AskedAbout): QuestionSubject {
  const before = /\b(?:it|its|this|that|there|they)\b/i.test(text) ? turns.at(-1)?.slots : undefined
  const service =
    thing(slots.service) ?? named(catalog.services, text) ?? thing(before?.service) ?? only(catalog.services)
  const environment = thing(slots.environment) ?? named(catalog.environments, text) ?? thing(before?.environment)
  const task = /\btask[- ]?(\d{1,9})\b/i.exec(text)?.[1]
  const version = /\bv?\d+\.\d+(?:\.[\w-]+)*\b/i.exec(text)?.[0]
  const time = timeSpanIn(text, now, texts)
  return {
    topic: topicOf(text),
    ...(service !== undefined && { service }),
    ...(environment !== undefined && { environment }),
    ...(task !== undefined && { task: `TASK-${task}` }),
    ...(version !== undefined && { version }),
    ...(time && { time }),
  }
}

const thing = (value: string | number | undefined): string | undefined =>
  value === undefined ? undefined : String(value)

/** The one name in the text; undefined when there are two, since the question is then about both. */
function named(things: readonly NamedThing[], text: string): string | undefined {
  const found = things.filter(({ id, aliases }) => [id, ...aliases].some((name) => mentions(text, name)))
  return found.length === 1 ? found[0]?.id : undefined
}

function only(things: readonly NamedThing[]): string | undefined {
  return things.length === 1 ? things[0]?.id : undefined
}

/** In the order they are looked at: a question on the safety of a rollback may well speak of failures. */
const TOPICS: readonly (readonly [Topic, RegExp])[] = [
  [
    'safety',
    /\b(?:safe|safely|risk|risky|dangerous|should (?:i|we)|can (?:i|we)|ok(?:ay)? to|what (?:happens|would happen) if)\b/i,
  ],
  ['change', /\b(?:chang\w*|differ\w*|diff|between|which commits?|what(?:'s| is) new|who broke)\b/i],
  ['failure', /\b(?:fail\w*|went wrong|broke\w*|errors?|red|crash\w*|never went|cancel\w*|abort\w*|stuck)\b/i],
  [
    'health',
    /\b(?:health\w*|unhealthy|slow\w*|down|latency|outage|worr\w*|metrics?|error rate|rates?|wrong with|fine)\b/i,
  ],
  ['failure', /\b(?:why|how come|what caused)\b/i],
]

function topicOf(text: string): Topic {
  return TOPICS.find(([, pattern]) => pattern.test(text))?.[0] ?? 'overview'
}
