import type { AskingWords } from '../../domain/asking-words.ts'
import type { Slots } from '../../domain/understanding.ts'
import { ownWords } from '../own-words.ts'
import { failurePatterns, TASK, VERSION } from './failure-patterns.ts'

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
): FailureQuestion | undefined {
  const { cause, log } = failurePatterns(asking)
  const words = plainWords(text)
  const task = new RegExp(`\\b${TASK}\\b`).exec(words)?.[1]
  const version = new RegExp(`\\b${VERSION}\\b`).exec(words)?.[0]
  const asks = intent === 'logs.show' || log.test(words) ? 'log' : cause.test(words) ? 'cause' : undefined
  if (asks === undefined) return undefined
  const { service, environment } = said
  return {
    asks,
    ...(task !== undefined && { task: `TASK-${task}` }),
    ...(version !== undefined && { version }),
    ...(service !== undefined && { service: String(service) }),
    ...(environment !== undefined && { environment: String(environment) }),
  }
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
