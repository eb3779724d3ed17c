import type { Moment } from '../../../../src/domain/card.ts'
import { visible } from './exact-text.ts'

/** A stretch of a text: words, or an instant that stands in them. */
export interface Stretch {
  readonly text: string
  readonly moment?: { readonly seconds: number; readonly format: string }
}

/** In the language and time zone of each reader. https://docs.slack.dev/reference/block-kit/block-elements/date-element */
const FORMATS = { time: '{time}', 'date and time': '{date_short_pretty} {time}' } as const satisfies Record<
  Moment['shows'],
  string
>

/** Takes a text apart where it names one of the instants; the longest name counts, so that a date keeps its time. */
export function stretches(text: string, moments: readonly Moment[] = []): readonly Stretch[] {
  const known = new Map(moments.flatMap(readable))
  if (known.size === 0 || text === '') return text === '' ? [] : [{ text }]
  const names = [...known.keys()].toSorted((one, other) => other.length - one.length)
  return text
    .split(new RegExp(`(${names.map((name) => RegExp.escape(name)).join('|')})`))
    .filter((part) => part !== '')
    .map((part) => {
      const moment = known.get(part)
      return moment === undefined ? { text: part } : { text: part, moment }
    })
}

/**
 * The same in Slack's own markup, for a text that is escaped already. Nobody else can write one: the angle brackets of
 * every text are escaped.
 */
export function withDates(escaped: string, moments: readonly Moment[] | undefined): string {
  return stretches(escaped, moments)
    .map(({ text, moment }) => (moment ? `<!date^${moment.seconds}^${moment.format}|${text}>` : text))
    .join('')
}

function readable({ text, at, shows }: Moment): readonly (readonly [string, NonNullable<Stretch['moment']>])[] {
  const seconds = Math.floor(Date.parse(at) / 1_000)
  const name = visible(text)
  return seconds > 0 && /^[^<>&|\s][^<>&|]*$/.test(name) ? [[name, { seconds, format: FORMATS[shows] }]] : []
}
