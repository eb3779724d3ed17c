import { isChange, isRead } from '../capabilities/capabilities.ts'
import type { Understanding } from '../domain/understanding.ts'

/** A second reading with at least this share of the first one's likelihood is as good as that. */
const CLOSE = 0.6
/** A reading less likely than this is one of many, and naming two of them would not help. */
const LIKELY_ENOUGH = 0.25
const ROUNDING = 0.001

/**
 * The intent that a question may as well be, where answering the likelier one could mislead; undefined where it could
 * not. Of two questions about the same kind of thing the wrong answer shows at once which it is; where the person may
 * have wanted something done, or asked about something else, it does not.
 */
export function closeReading({ intent, confidence, alternatives, via }: Understanding): string | undefined {
  const [next] = alternatives
  if (!next || next.confidence < Math.max(LIKELY_ENOUGH, CLOSE * confidence)) return undefined
  // Shares of one whole are at most 1 together; more says that the conversation has decided, not the words alone.
  const isDecided = via === 'llm' || confidence + next.confidence > 1 + ROUNDING
  if (isDecided) return undefined
  if (isChange(next.intent)) return next.intent
  return isRead(next.intent) && kindOf(next.intent) !== kindOf(intent) && !isTalk(next.intent) && !isTalk(intent)
    ? next.intent
    : undefined
}

/** `deploy` of `deploy.status`. */
function kindOf(intent: string): string {
  return intent.slice(0, intent.indexOf('.'))
}

function isTalk(intent: string): boolean {
  return kindOf(intent) === 'chat' || kindOf(intent) === 'help'
}
