import type { Block, Field, Moment } from '../domain/card.ts'
import type { Capacity } from '../ports/capacity.ts'
import { closedFences, FENCE_CHARS, mostThatFits, splitText } from './split-text.ts'

type Fields = Extract<Block, { kind: 'fields' }>
type Table = Extract<Block, { kind: 'table' }>

/** What a block is divided within: the capacity with the room that a whole message has for it. */
export interface Dividing {
  readonly capacity: Capacity
  readonly moments: readonly Moment[]
}

/** Whether a message can show the whole block. */
export function isWhole(block: Block, { capacity, moments }: Dividing): boolean {
  if (capacity.sizeOf(block, moments) > roomFor(block, capacity)) return false
  if (block.kind === 'table') return block.rows.length <= capacity.rows
  return block.kind !== 'fields' || block.fields.every((field) => isShort(field, block.fields.length, capacity))
}

/** The block in pieces of which each fits into a message. What is drawn or pressed as one thing stays one. */
export function splitBlock(block: Block, dividing: Dividing): readonly Block[] {
  if (isWhole(block, dividing) && !(block.kind === 'fields' && block.fields.length > dividing.capacity.fieldsInBlock))
    return [block]
  switch (block.kind) {
    case 'text':
      return closedFences(piecesOf(block.text, 'text', dividing)).map((text) => ({ kind: 'text', text }))
    case 'code':
      return piecesOf(block.text, 'code', dividing).map((text) => ({ kind: 'code', text }))
    case 'fields':
      return splitFields(block, dividing)
    case 'table':
      return splitTable(block, dividing)
    case 'file':
    case 'link':
    case 'progress':
    case 'buttons':
      return [block]
  }
}

const roomFor = ({ kind }: Block, { chars, charsInBlock }: Capacity): number =>
  kind === 'text' || kind === 'code' ? charsInBlock : chars

function piecesOf(text: string, kind: 'text' | 'code', { capacity, moments }: Dividing): readonly string[] {
  const room = capacity.charsInBlock - (kind === 'text' && text.includes('```') ? FENCE_CHARS : 0)
  return splitText(text, room, (piece) => capacity.sizeOf({ kind, text: piece }, moments) <= room)
}

/** A value that is longer than a field becomes a text beneath its name. */
function splitFields({ fields }: Fields, dividing: Dividing): readonly Block[] {
  const { capacity, moments } = dividing
  const blocks: Block[] = []
  for (const field of fields) {
    const last = blocks.at(-1)
    if (!isShort(field, 1, capacity)) {
      const text = { kind: 'text', text: `${field.label}:\n${field.value}` } as const
      blocks.push(...splitBlock(text, dividing))
    } else if (last?.kind === 'fields' && last.fields.length < capacity.fieldsInBlock) {
      const longer: Fields = { kind: 'fields', fields: [...last.fields, field] }
      const count = longer.fields.length
      const areShort = longer.fields.every((one) => isShort(one, count, capacity))
      if (areShort && capacity.sizeOf(longer, moments) <= capacity.charsInBlock) blocks.splice(-1, 1, longer)
      else blocks.push({ kind: 'fields', fields: [field] })
    } else blocks.push({ kind: 'fields', fields: [field] })
  }
  return blocks
}

const isShort = ({ label, value }: Field, count: number, { charsInField }: Capacity): boolean =>
  Math.max(label.length, value.length) < charsInField(count)

/** Each piece with the names of its columns; the picture goes with the first. */
function splitTable({ columns, rows, picture }: Table, { capacity, moments }: Dividing): readonly Block[] {
  const pieces: Table[] = []
  for (let from = 0; from < rows.length; ) {
    const some = (count: number): Table => ({ kind: 'table', columns, rows: rows.slice(from, from + count) })
    const fits = (count: number): boolean => capacity.sizeOf(some(count), moments) <= capacity.charsInBlock
    const count = mostThatFits(Math.min(capacity.rows, rows.length - from), fits)
    pieces.push(some(count))
    from += count
  }
  const [first = { kind: 'table', columns, rows }, ...others] = pieces
  return [{ ...first, ...(picture && { picture }) }, ...others]
}
