import type { AskingWords } from '../../domain/asking-words.ts'
import type { Catalog, NamedThing } from '../../domain/catalog.ts'
import type { Slots } from '../../domain/understanding.ts'
import { ownWords } from '../own-words.ts'
import { failurePatterns, NAME, TASK, VERSION } from './failure-patterns.ts'

/** A question about a failure that stands in the thread or is named: its cause, or its log. */
export interface FailureQuestion {
  readonly asks: 'cause' | 'log'
  /** `TASK-7`. */
  readonly task?: string
  readonly version?: string
  readonly service?: string
  readonly environment?: string
}

/**
 * Pure.
 * @param said What it was understood to say itself, without what was carried over.
 */
export function failureQuestion(
  text: string,
  intent: string,
  said: Slots,
  asking: AskingWords,
  catalog: Pick<Catalog, 'services' | 'environments'>,
): FailureQuestion | undefined {
  const { cause, log } = failurePatterns(asking)
  const words = plainWords(text)
  const task = new RegExp(`\\b${TASK}\\b`).exec(words)?.[1]
  const version = new RegExp(`\\b${VERSION}\\b`).exec(words)?.[0]
  const named = withNames(words, catalog)
  const isAsked = (pattern: RegExp): boolean => pattern.test(words) || pattern.test(named.words)
  const asksForLog = (intent === 'logs.show' || isAsked(log)) && (task !== undefined || !isOfWhatRuns(said))
  const asks = asksForLog ? 'log' : isAsked(cause) ? 'cause' : undefined
  if (asks === undefined) return undefined
  const { service = named.service, environment = named.environment } = said
  return {
    asks,
    ...(task !== undefined && { task: `TASK-${task}` }),
    ...(version !== undefined && { version }),
    ...(service !== undefined && { service: String(service) }),
    ...(environment !== undefined && { environment: String(environment) }),
  }
}

interface Named {
  readonly words: string
  readonly service?: string
  readonly environment?: string
}

/** Its names are taken from its words, since no intent need be understood in them. */
function withNames(plain: string, { services, environments }: Pick<Catalog, 'services' | 'environments'>): Named {
  const ofServices = namedIn(plain, services)
  const all = namedIn(ofServices.words, environments)
  const [service, ...otherServices] = ofServices.ids
  const [environment, ...otherEnvironments] = all.ids
  return {
    words: all.words,
    ...(service !== undefined && otherServices.length === 0 && { service }),
    ...(environment !== undefined && otherEnvironments.length === 0 && { environment }),
  }
}

/** The longest name first, so that `mail api` is not read as `mail`. */
function namedIn(plain: string, things: readonly NamedThing[]): { readonly words: string; readonly ids: string[] } {
  const names = things
    .flatMap(({ id, aliases }) => [id, ...aliases].map((name) => ({ id, name: plainWords(name) })))
    .filter(({ name }) => name !== '')
    .toSorted((a, b) => b.name.length - a.name.length)
  const ids = new Set<string>()
  const words = names.reduce((text, { id, name }) => {
    const marked = ` ${text} `.replaceAll(` ${name} `, ` ${NAME} `).replaceAll(` ${name}-`, ` ${NAME}-`).trim()
    if (marked !== text) ids.add(id)
    return marked
  }, plain)
  return { words, ids: [...ids] }
}

/** Its words are about a failure: “what happened?” may be about anything. */
export function saysSo(text: string, asking: AskingWords): boolean {
  return failurePatterns(asking).says.test(plainWords(text))
}

/** Longer messages tell a story: what they ask is for the other readers. */
const LONGEST = 120

function plainWords(text: string): string {
  const own = ownWords(text)
  if (own.length > LONGEST) return ''
  return own
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/<@[^>]*>|@shipmate\b:?/g, ' ')
    .replace(/[?!.,]+(?=\s|$)|[¿¡]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** A place, or how many lines and which: that is the log of what runs. */
const isOfWhatRuns = (said: Slots): boolean =>
  ['environment', 'count', 'window', 'words', 'follow', 'previous'].some((slot) => said[slot] !== undefined)
