import type { Json, JsonObject } from '../domain/event.ts'
import type { ShipmateEvent } from '../domain/events.ts'
import { ERASED } from './prose.ts'

/** Events in which people's words stand, or what quotes them. What was done, and how it went, is told by the others. */
const SAID: ReadonlySet<string> = new Set<ShipmateEvent['type']>([
  ...(['message.received', 'message.handled', 'question.asked', 'question.answered'] as const),
  ...(['request.refused', 'tool.refused', 'confirmation.requested', 'confirmation.superseded'] as const),
  ...(['change.requested', 'approval.requested', 'approval.given', 'approval.declined', 'change.overridden'] as const),
  ...(['environment.locked', 'environment.unlocked', 'deploy.scheduled', 'schedule.cancelled'] as const),
  ...(['cicd.build.requested', 'cicd.deploy.requested', 'cicd.rollback.triggered', 'cicd.restart.requested'] as const),
  ...(['cicd.scale.requested', 'cicd.repair.requested', 'cicd.workflow.requested'] as const),
  ...(['run.cancel.requested', 'run.approval.refused', 'run.canary.promoted', 'agent.decided'] as const),
])

/** Under these stand sentences, or lists of them; what is deeper has names of its own. */
const WORDS = new Set([
  ...['text', 'title', 'footnote', 'label', 'value', 'reason', 'reasons', 'note', 'prompt', 'again', 'carried'],
  ...['sentence', 'words', 'lines', 'preview', 'description', 'columns', 'rows', 'conditions', 'topic', 'target'],
  ...['guideline', 'bot', 'word', 'quote', 'client'],
])
/** What is to be done, exactly: only reasons in it are words. */
const EXACT = new Set(['plan', 'definition', 'catalog', 'steps'])

/** An event without anybody's words; undefined where there are none. @param data JSON. */
export function withoutWords(type: string, data: string): string | undefined {
  if (!SAID.has(type)) return undefined
  const body = JSON.parse(data) as JsonObject
  const left = JSON.stringify(wordless(body))
  return left === JSON.stringify(body) ? undefined : left
}

/** The same for what is kept beside the log, such as a card. */
export const wordless = (value: JsonObject): JsonObject => without(value, WORDS) as JsonObject

function without(value: Json | undefined, keys: ReadonlySet<string>): Json | undefined {
  if (Array.isArray(value)) return value.map((one) => without(one, keys)) as Json
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value as JsonObject).map(([key, one]) => [
      key,
      // Of a proposal, why is a sentence; of a refusal, one of a few names.
      keys.has(key) || (key === 'why' && 'client' in (value as JsonObject))
        ? erased(one, keys)
        : without(one, EXACT.has(key) ? new Set(['reason']) : keys),
    ]),
  )
}

function erased(value: Json | undefined, keys: ReadonlySet<string>): Json | undefined {
  if (typeof value === 'string') return value === '' ? value : ERASED
  return Array.isArray(value) ? (value.map((one) => erased(one, keys)) as Json) : without(value, keys)
}
