import type { types } from '@slack/bolt'
import type { Field, Moment } from '../../../../src/domain/card.ts'
import { CHARS_IN_FIELD, FIELDS_IN_SECTION } from '../limits.ts'
import { chunksOf } from './chunks.ts'
import { cutEnd, visible } from './exact-text.ts'
import { withDates } from './moments.ts'
import { dated, type Inline, isAddress, link, paragraph, type RichText, text } from './rich-text.ts'

/** Two columns hold about as much in a line; what is longer reads better over the whole width. */
const CHARS_SIDE_BY_SIDE = 40

/** Letters, digits and marks that mean nothing to Slack; `_` where it is within a word, and one `:`, as two make an emoji. */
const UNMARKED = /^(?!.*:.*:)(?:[\p{L}\p{M}\p{N} .,:/()+=→–…%'"“”?!;@#·•−-]|(?<=[\p{L}\p{N}])_(?=[\p{L}\p{N}]))+$/u

/**
 * Fields side by side where all are short; lines of rich text where one is long, or holds marks that would format a
 * section's text and cannot be escaped there.
 */
export function renderFields(
  fields: readonly Field[],
  moments: readonly Moment[] | undefined,
  max: number,
): readonly (types.SectionBlock | RichText)[] {
  const columns = fields.map((field) => column(field, moments))
  if (fields.length < 2 || columns.some((one) => one === undefined) || lengthOf(columns) > max)
    return paragraph(fields.flatMap((field, index) => fieldLine(field, index, moments, max / fields.length)))
  return chunksOf(columns as readonly string[], FIELDS_IN_SECTION).map((some) => ({
    type: 'section',
    fields: some.map((one) => ({ type: 'mrkdwn', text: one, verbatim: true })),
  }))
}

/** Undefined where the field needs rich text. */
function column({ label, value, url }: Field, moments: readonly Moment[] | undefined): string | undefined {
  if (!isUnmarked(label) || !isUnmarked(value)) return undefined
  if (url !== undefined && !isAddress(url)) return undefined
  const shown = url === undefined ? withDates(value, moments) : `<${url}|${value}>`
  const whole = `*${label.trim()}*\n${shown}`
  return whole.length <= CHARS_IN_FIELD ? whole : undefined
}

function isUnmarked(words: string): boolean {
  return words.trim() !== '' && words.length <= CHARS_SIDE_BY_SIDE && UNMARKED.test(words) && visible(words) === words
}

/** The longer one of label and value gives way, so that one long field cannot push the others out. */
function fieldLine(
  { label, value, url }: Field,
  index: number,
  moments: readonly Moment[] | undefined,
  max: number,
): readonly Inline[] {
  const half = Math.floor(max / 2)
  const start = index === 0 ? '' : '\n'
  const name = `${start}${cutEnd(visible(label), half)}: `
  const shown = cutEnd(visible(value), half)
  return [...text(name, { bold: true }), ...(url === undefined ? dated(shown, moments) : link(url, shown))]
}

const lengthOf = (texts: readonly (string | undefined)[]): number => texts.join('').length
