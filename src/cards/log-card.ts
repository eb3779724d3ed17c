import type { Block, Card } from '../domain/card.ts'
import type { LogLine, LogLines, LogQuery } from '../domain/log-lines.ts'
import type { Place } from '../domain/place.ts'
import type { Texts } from '../texts/texts.ts'
import { clockTime } from './words.ts'

/** More than fits into a message of any platform goes into a file. */
const MOST_SHOWN = 40
const CHARACTERS_SHOWN = 2_500
/** It is kept with the answer: far more than anybody reads in a chat. */
const CHARACTERS_IN_FILE = 64 * 1024

/** The lines that were asked for; where they are many, as a file with the last of them in the card. */
export function logCard(place: Place, { lines, isCut }: LogLines, query: LogQuery, now: Date, texts: Texts): Card {
  const { logs: words } = texts
  const filter = filterWords(query, texts)
  if (lines.length === 0) return { tone: 'neutral', blocks: [{ kind: 'text', text: words.none({ ...place, filter }) }] }
  const written = lines.map(lineText)
  const kept = lastWithin(written, CHARACTERS_IN_FILE)
  const shown = lastWithin(kept, CHARACTERS_SHOWN).slice(-MOST_SHOWN)
  const isShort = shown.length === written.length
  const footnotes = [
    words.readAt({ time: clockTime(now.toISOString()) }),
    ...(isCut || kept.length < written.length ? [words.olderLeftOut] : []),
    ...(query.since !== undefined && lines.every(({ at }) => at === undefined) ? [words.withoutTimes] : []),
  ]
  const name = `${place.service}-${place.environment}.log`
  const block: Block = isShort
    ? { kind: 'code', text: shown.join('\n') }
    : { kind: 'file', name, text: kept.join('\n'), preview: shown.join('\n') }
  return {
    title: words.title({ ...place, count: kept.length, filter }),
    tone: 'neutral',
    blocks: [block],
    footnote: footnotes.join(' · '),
  }
}

/** `14:05:09 [pod-1] text`, as far as it is known. */
export function lineText({ at, instance, text }: LogLine): string {
  const time = at === undefined || text.includes(at.slice(11, 19)) ? '' : `${at.slice(11, 19)} `
  return `${time}${instance === undefined ? '' : `[${instance}] `}${text}`
}

export function lastWithin(lines: readonly string[], characters: number): readonly string[] {
  let left = characters
  const fitting = lines.findLastIndex((line) => {
    left -= line.length + 1
    return left < 0
  })
  return lines.slice(fitting + 1)
}

/** ` with “timeout”`, or nothing. */
export function filterWords({ words }: Pick<LogQuery, 'words'>, { logs, formats }: Texts): string {
  return words.length === 0 ? '' : logs.filter({ words: formats.allOf(words.map(formats.quoted)) })
}
