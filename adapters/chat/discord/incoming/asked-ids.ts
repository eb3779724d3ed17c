import { cut } from '../cards/plain-text.ts'
import { CUSTOM_ID } from '../limits.ts'

/** The press that a question stands for: which button, on which card, and the message whose thread the card is in. */
export interface AskedPress {
  readonly button: string
  readonly card: string
  readonly starter: string
}

/** What somebody has answered when they are asked before their press counts. */
export type AskedAnswer =
  | { readonly kind: 'yes'; readonly press: AskedPress }
  | { readonly kind: 'no'; readonly declined: string }

/**
 * The ids of the two buttons that answer it. They say all that is needed, what a no is answered with too,
 * since the bot may have been restarted by then.
 *
 * @throws {RangeError} when the button's own id leaves no room.
 */
export function askedIds(
  { button, card, starter }: AskedPress,
  declined: string,
): { readonly yes: string; readonly no: string } {
  const yes = `yes:${card}:${starter === card ? '' : starter}:${button}`
  if (yes.length > CUSTOM_ID) throw new RangeError(`the id of a button that asks first is too long: ${button}`)
  return { yes, no: cut(`no:${declined}`, CUSTOM_ID) }
}

/** Undefined for every other button. */
export function askedAnswer(id: string): AskedAnswer | undefined {
  const [, card, starter, button] = /^yes:(\d+):(\d*):(.+)$/.exec(id) ?? []
  if (card !== undefined && button !== undefined)
    return { kind: 'yes', press: { button, card, starter: starter || card } }
  const [, declined] = /^no:(.+)$/.exec(id) ?? []
  return declined === undefined ? undefined : { kind: 'no', declined }
}
