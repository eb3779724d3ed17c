import type { Block, Moment } from '../../../../src/domain/card.ts'
import type { CardWords } from '../../../../src/domain/platform-words.ts'
import type { Capacity } from '../../../../src/ports/capacity.ts'
import { MESSAGE_BYTES, MESSAGE_TEXT } from '../limits.ts'
import { blockPieces } from './render-block.ts'
import { createChoices } from './render-choices.ts'

/** The title's and the footnote's marks, and who is called. */
const FRAME_CHARS = 100
/** A last text with less room than this is left out. */
const LEAST_TEXT = 16
/** Half of what a field may take: each of them may be escaped. */
const CHARS_IN_FIELD = 384
const UNBOUNDED = 1_000_000
const CHARS_A_BYTE = MESSAGE_TEXT / MESSAGE_BYTES
/** A line break, the marks around a field's name, and the bytes that each text display costs. */
const LINE_CHARS = 8
/** `<t:…:f>` in the place of a time. */
const MARK_OF_TIME = 20
/** What may be escaped, each with one character more; that takes three bytes where it is a space of no width. */
const ESCAPED = /[\\*_~`|<>[\]#@]|^[ \t]*(?:[-+]|\d)/gm
const ESCAPE_BYTES = 3

/** A card that fits is shown whole by `renderCard`. Where letters take many bytes, those count. */
export const discordCapacity = (words: CardWords): Capacity => ({
  chars: MESSAGE_TEXT - FRAME_CHARS - LEAST_TEXT,
  charsInBlock: MESSAGE_TEXT - FRAME_CHARS - LEAST_TEXT,
  charsInField: () => CHARS_IN_FIELD,
  fieldsInBlock: 25,
  blocks: 20,
  rows: 500,
  tables: 20,
  sizeOf(block, moments) {
    switch (block.kind) {
      case 'text':
        return atMost(block.text, moments)
      case 'fields':
        return block.fields.reduce(
          (sum, { label, value, url = '' }) => sum + atMost(`${label}${value}${url}`, moments),
          0,
        )
      default:
        return written(block, moments, words)
    }
  },
})

/** Escaping a text takes far longer than counting what may be escaped, and a divided text is measured many times. */
function atMost(text: string, moments: readonly Moment[]): number {
  const escapes = text.match(ESCAPED)?.length ?? 0
  const times = moments.reduce((sum, moment) => sum + (moment.text === '' ? 0 : text.split(moment.text).length - 1), 0)
  const more = LINE_CHARS + times * MARK_OF_TIME
  return Math.max(text.length + escapes, inChars(Buffer.byteLength(text) + escapes * ESCAPE_BYTES)) + more
}

function written(block: Block, moments: readonly Moment[], words: CardWords): number {
  const parts = { words, moments, attached: new Map(), codeRoom: UNBOUNDED, choicesOf: createChoices(0, words) }
  return blockPieces(block, parts).reduce((sum, piece) => {
    const text = piece.kind === 'lines' ? piece.write(UNBOUNDED) : ''
    return sum + Math.max(text.length, inChars(Buffer.byteLength(text))) + LINE_CHARS
  }, 0)
}

const inChars = (bytes: number): number => Math.ceil(bytes * CHARS_A_BYTE)
