import { textFor } from '../texts/text-for.ts'
import type { Texts } from '../texts/texts.ts'
import { textsIn } from '../texts/texts-in.ts'

/** What to do instead of what cannot be done yet; undefined for what is a capability, or for nothing this bot is for. */
export function insteadOf(intent: string, { notYet }: Texts): string | undefined {
  return textFor(notYet, intent)
}

/** Whether it is understood and cannot be done yet. */
export function isNotYet(intent: string): boolean {
  return insteadOf(intent, textsIn(undefined)) !== undefined
}
