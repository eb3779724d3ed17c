import type { Card, Moment } from '../domain/card.ts'
import { clockTime, dateTime } from './words.ts'

/**
 * The card with instants that its texts name, as `clockTime` and `dateTime` write them, so that platforms can show each
 * reader their own time.
 * @param instants ISO 8601 in UTC; those that the card does not name do no harm.
 */
export function withMoments(card: Card, instants: readonly (string | undefined)[]): Card {
  const moments = instants.flatMap((at): readonly Moment[] =>
    at === undefined
      ? []
      : [
          { text: dateTime(at), at, shows: 'date and time' },
          { text: clockTime(at), at, shows: 'time' },
        ],
  )
  return moments.length === 0 ? card : { ...card, moments: [...(card.moments ?? []), ...moments] }
}
