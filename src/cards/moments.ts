import type { Block, Card, Moment } from '../domain/card.ts'
import { meaningOf, type Zone } from '../domain/local-time.ts'
import { momentWords } from '../texts/moment-words.ts'
import { clockTime, dateTime } from './words.ts'

/**
 * The card with instants that its texts name, as `clockTime`, `dateTime` and `momentWords` write them, so that platforms can
 * show each reader their own time.
 * @param instants ISO 8601 in UTC. Those that the card does not name are left out: a card that says the same is the same.
 * @param zone Whose clocks the texts name beside UTC.
 */
export function withMoments(card: Card, instants: readonly (string | undefined)[], zone: Zone = 'UTC'): Card {
  const named = [...new Set(instants.filter((at) => at !== undefined && at !== ''))] as readonly string[]
  const said = JSON.stringify(card)
  const all = named.flatMap((at): readonly Moment[] => [
    // The longest first: it has the others in it.
    ...(zone === 'UTC' ? [] : [{ text: momentWords(at, zone), at, shows: 'date and time' as const }]),
    { text: dateTime(at), at, shows: 'date and time' },
    { text: clockTime(at), at, shows: 'time' },
  ])
  const moments = all.filter(({ text }) => said.includes(text))
  return moments.length === 0 ? card : { ...card, moments: [...(card.moments ?? []), ...moments] }
}

/** As `dateTime` and `momentWords` write a date and a time: `2026-03-06 15:00 UTC`, `2026-03-06 15:00 Europe/Berlin (14:00 UTC)`. */
const NAMED = /(\d{4}-\d\d-\d\d) (\d\d:\d\d) (?:UTC|([A-Z]\w+(?:\/[\w+-]+)+) \(\d\d:\d\d UTC\))/g

/** The card with the instants that its sentences name in full, for sentences that are put together elsewhere. */
export function withNamedMoments(card: Card): Card {
  const texts = [card.footnote ?? '', ...card.blocks.flatMap(textsOf)]
  const moments = texts.flatMap((text) => [...text.matchAll(NAMED)].flatMap(momentOf))
  return moments.length === 0 ? card : { ...card, moments: [...(card.moments ?? []), ...moments] }
}

function momentOf([text, date, time, zone = 'UTC']: RegExpExecArray): readonly Moment[] {
  const meaning = meaningOf(`${date}T${time}`, zone)
  return meaning?.kind === 'once' ? [{ text, at: meaning.at.toISOString(), shows: 'date and time' }] : []
}

function textsOf(block: Block): readonly string[] {
  if (block.kind === 'text') return [block.text]
  return block.kind === 'fields' ? block.fields.map(({ value }) => value) : []
}
