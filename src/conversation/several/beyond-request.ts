import { isChange } from '../../capabilities/capabilities.ts'
import { isNotYet } from '../../capabilities/not-yet.ts'
import type { Understanding } from '../../domain/understanding.ts'
import { SURE } from '../how-sure.ts'
import { isCourtesy } from './courtesy.ts'
import { joined, LONGEST_REQUEST, MOST_PIECES, splitMessage } from './split-message.ts'

type UnderstandAlone = (text: string) => Understanding

/** The first words of an order that nothing here carries out; reasons and politeness have others. */
const ORDER =
  /^(?:(?:please|pls|also|then|just) )*(?:run|clear|flush|purge|restart|reboot|lock|unlock|freeze|scale|migrate|send|e?mail|open|close|create|delete|remove|drop|update|upgrade|install|merge|tag|announce|post|publish|write|add|enable|disable|turn|switch|start|kill|wipe|reset|bump|water|buy|order|call|book|schedule|wait|retry|approve|test|watch|monitor|truncate|grant|revoke|invite|page)\b/i

export interface WithoutOrders {
  /** The message without them. */
  readonly text: string
  /** As they were typed. */
  readonly beyond: readonly string[]
}

/**
 * Takes out orders that nothing here carries out, beside a change that is whole without them. Pure.
 * @param alone Understands a text by itself.
 * @param isAnswered Whether a text asks for what is done or told without an intent of its own, such as a canary's promotion.
 */
export function withoutOrdersBeyond(
  text: string,
  alone: UnderstandAlone,
  isAnswered: (text: string) => boolean = () => false,
): WithoutOrders {
  const pieces = text.length > LONGEST_REQUEST ? [] : splitMessage(text)
  if (pieces.length < 2 || pieces.length > MOST_PIECES) return { text, beyond: [] }
  const beyond = pieces.filter(
    ({ text: said }, at) => (at > 0 || said.trim().includes(' ')) && isOrder(said, alone) && !isAnswered(said.trim()),
  )
  if (beyond.length === 0) return { text, beyond: [] }
  const rest = joined(pieces.filter((piece) => !beyond.includes(piece)))
  const { intent, via, missing } = alone(rest)
  const isWhole = isChange(intent) && via === 'rules' && missing.length <= alone(text).missing.length
  return isWhole ? { text: rest, beyond: beyond.map(({ text: said }) => said.trim()) } : { text, beyond: [] }
}

/** What stands before the first change of a message and is neither part of it nor a greeting, as it was typed. Pure. */
export function saidBefore(text: string, alone: UnderstandAlone): readonly string[] {
  const pieces = text.length > LONGEST_REQUEST ? [] : splitMessage(text)
  const first = pieces.length > MOST_PIECES ? -1 : pieces.findIndex(({ text: said }) => isChange(alone(said).intent))
  const before = pieces.slice(0, Math.max(first, 0)).map(({ text: said }) => said.trim())
  return before.filter((said) => !isCourtesy(said))
}

function isOrder(text: string, alone: UnderstandAlone): boolean {
  const { intent, via, confidence } = alone(text)
  if (isChange(intent)) return false
  return ORDER.test(text.trimStart()) || (via === 'rules' && confidence >= SURE && isNotYet(intent))
}
