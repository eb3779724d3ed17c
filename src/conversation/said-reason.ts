import type { Slots } from '../domain/understanding.ts'

/** Intents whose reason decides something, and which no reader of slots gives one. */
const TAKE_REASON: ReadonlySet<string> = new Set(['deploy.unlock'])

const BECAUSE =
  /(?:^|[\s,;:–-])(?:because(?: of)?|since|as|due to|weil|denn|da|wegen|porque|ya que|debido a)\s+(?<reason>\S.*)$/isu

const LONGEST_REASON = 300

/** Adds the reason that a message gives, in so many words. */
export function withSaidReason(intent: string, slots: Slots, text: string): Slots {
  if (!TAKE_REASON.has(intent) || slots.reason !== undefined) return slots
  const reason = BECAUSE.exec(text)
    ?.groups?.reason?.replace(/[.!\s]+$/, '')
    .slice(0, LONGEST_REASON)
  return reason === undefined || reason === '' ? slots : { ...slots, reason }
}
