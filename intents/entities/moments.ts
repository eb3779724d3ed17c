import { casual, type ParsedResult } from 'chrono-node/en'
import type { Entity, EntityFinder } from './entity.ts'

/** Only words such as these start a moment in the future; without one the parser need not run. */
const HINT =
  /\b(?:at \d|at noon|at midnight|tomorrow|tonight|later today|in (?:an? |half |\d+|one |two |three |five |ten |six |eight |fifteen |twenty |thirty |forty |forty-five |ninety |a couple )|(?:\d+|an?|one|two|three|four|five|six|eight|ten|fifteen|twenty|thirty|half an) (?:minutes?|mins?|hours?|hrs?|days?|weeks?) from (?:now|today)|(?:on |next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|next (?:week|month)|noon|midnight|\d{1,2}(?::\d\d)? ?[ap]m|(?<![\d:.])[012]?\d:[0-5]\d(?![\d:]|\.\d)|\d{1,2} ?h? ?(?:utc|gmt|cet|cest)\b|\d{4}-\d\d-\d\d|\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|(?:january|february|march|april|may|june|july|august|september|october|november|december) \d)/i
const DATE = /\d{4}-\d\d-\d\d/
/** A moment is said in a few words; the parser sees no more than this after the first hint. */
const PARSED_CHARACTERS = 120

/** "since monday" is behind us, whatever day it is. */
const LOOKS_BACK = /\b(?:since|last|past|from) $/i

/** "at 20 replicas" says how many. */
const COUNTS = /^ ?(?:replicas?|instances?|pods?|copies|nodes?|workers?|lines?|percent|%)/i

/** Moments in the future, as ISO 8601 in UTC to the second; a time without a zone is UTC. */
export const findMoments: EntityFinder = ({ text, now, language = 'en' }) => {
  const hint = HINT.exec(text)
  // In another language only what is written in digits reads the same.
  if (!hint || (language !== 'en' && !DATE.test(text))) return []
  const parsed = casual.parse(
    text.slice(hint.index, hint.index + PARSED_CHARACTERS),
    { instant: now, timezone: 0 },
    { forwardDate: true },
  )
  return parsed.flatMap((result): readonly Entity[] => {
    const at = nextOccurrence(result, now)
    const start = hint.index + result.index
    const behind = text.slice(start + result.text.length)
    if (at.getTime() <= now.getTime() || LOOKS_BACK.test(text.slice(0, start)) || COUNTS.test(behind)) return []
    return [{ slot: 'at', value: `${at.toISOString().slice(0, 19)}Z`, start, end: start + result.text.length }]
  })
}

const DAY_MS = 24 * 60 * 60 * 1000

/** A time of day that is over, or is just now, means tomorrow's. */
function nextOccurrence({ start }: ParsedResult, now: Date): Date {
  const at = start.date()
  const hasDay = start.isCertain('day') || start.isCertain('weekday')
  return at.getTime() <= now.getTime() && start.isCertain('hour') && !hasDay ? new Date(at.getTime() + DAY_MS) : at
}
