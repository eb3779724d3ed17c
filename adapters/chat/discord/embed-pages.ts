import type { APIEmbed, APIEmbedField } from 'discord.js'
import { EMBED_DESCRIPTION, EMBED_TEXT_TOTAL, EMBEDS_PER_MESSAGE, FIELD_NAME, FIELDS_PER_EMBED } from './limits.ts'

/** A part of a card, which writes itself into as much room as it is given; blank when there is too little. */
export type Piece =
  | { readonly kind: 'lines'; readonly write: (max: number) => string }
  | { readonly kind: 'field'; readonly name: (max: number) => string; readonly value: (max: number) => string }

type Page = { description: string; fields: APIEmbedField[] }

/** Less than this is not worth a line: a cut text would be little more than its ellipsis. */
const LEAST_ROOM = 16

/**
 * Lays pieces out in order. An embed shows its fields under its text, so text that follows fields opens the next one.
 * What does not fit in `room` units is left out.
 */
export function layOut(pieces: readonly Piece[], room: number): APIEmbed[] {
  const pages: Page[] = []
  let left = Math.min(room, EMBED_TEXT_TOTAL)
  for (const piece of pieces) {
    if (left < LEAST_ROOM) break
    left -= piece.kind === 'lines' ? addLines(pages, piece.write, left) : addField(pages, piece, left)
  }
  return pages
    .filter(({ description, fields }) => description !== '' || fields.length > 0)
    .map(({ description, fields }) => ({
      ...(description && { description }),
      ...(fields.length > 0 && { fields }),
    }))
}

/** Returns how many units were used. */
function addLines(pages: Page[], write: (max: number) => string, left: number): number {
  const page = pageWith(
    pages,
    (last) => last.fields.length === 0 && EMBED_DESCRIPTION - last.description.length > LEAST_ROOM,
  )
  if (page === undefined) return 0
  const separator = page.description && '\n'
  const text = write(Math.min(left, EMBED_DESCRIPTION - page.description.length) - separator.length)
  if (text.trim() === '') return 0
  page.description += separator + text
  return separator.length + text.length
}

function addField(pages: Page[], piece: Extract<Piece, { kind: 'field' }>, left: number): number {
  const page = pageWith(pages, (last) => last.fields.length < FIELDS_PER_EMBED)
  if (page === undefined) return 0
  const name = piece.name(Math.min(FIELD_NAME, Math.floor(left / 2)))
  const value = piece.value(left - name.length)
  page.fields.push({ name, value, inline: true })
  return name.length + value.length
}

/** The last page if there is room on it, else a new one; undefined when the message can hold no more. */
function pageWith(pages: Page[], hasRoom: (page: Page) => boolean): Page | undefined {
  const last = pages.at(-1)
  if (last !== undefined && hasRoom(last)) return last
  if (pages.length === EMBEDS_PER_MESSAGE) return undefined
  const page: Page = { description: '', fields: [] }
  pages.push(page)
  return page
}
