import { DateTime } from 'luxon'
import type { DialogueContext, Understanding } from '../src/domain/understanding.ts'

type Understand = (text: string, context: DialogueContext, now: Date) => Understanding

/** A time with a zone of its own, or so long from now, whatever the clocks show. */
const ON_NO_CLOCK =
  /\d(?::\d\d)? ?(?:h )?(?:utc|gmt|z|cet|cest|bst|e[sd]t|p[sd]t|c[sd]t|m[sd]t)\b|\dT\d\d:\d\d(?::\d\d)?(?:z|[+-]\d\d:?\d\d)\b|\b(?:in|within) (?:an?|half|\d+|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty|forty-five|ninety|a couple of) ?(?:an? )?(?:s|sec|min|h|hour|day|week)|\bfrom now\b/i

/**
 * Reads a time without a zone by the clocks of its person, or else by those of the team: “tomorrow at 9”. Understanding reads it as UTC, so it is shown what the
 * clocks show now, and what it finds is what they show then. Where they show that not once, because they jump over it or
 * come to it twice, the value has no zone: `2026-03-29T02:30:00`.
 */
export function inTimeZone(understand: Understand, configured: string): Understand {
  return (text, context, now) => {
    const zone = context.timeZone ?? configured
    const understood = understand(text, context, now)
    if (zone === 'UTC') return understood
    const isOwn = understood.slots.at !== undefined && !understood.carriedOver.includes('at')
    if (!isOwn || ON_NO_CLOCK.test(text)) return understood
    const shown = DateTime.fromJSDate(now, { zone }).setZone('utc', { keepLocalTime: true }).toJSDate()
    const { at } = understand(text, context, shown).slots
    return at === undefined
      ? understood
      : { ...understood, slots: { ...understood.slots, at: onClocks(String(at), zone) } }
  }
}

function onClocks(shown: string, zone: string): string {
  const wall = DateTime.fromISO(shown, { zone: 'utc' })
  const there = wall.setZone(zone, { keepLocalTime: true })
  const isShown = there.hour === wall.hour && there.minute === wall.minute
  if (!isShown || there.getPossibleOffsets().length > 1) return wall.toFormat("yyyy-MM-dd'T'HH:mm:ss")
  return there.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'")
}
