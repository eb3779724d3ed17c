import type { Block, Card } from '../domain/card.ts'

/** Writes the rows of a table as text, each a record with the columns as its keys. */
export type WriteTable = (rows: readonly Readonly<Record<string, string>>[]) => string

/** The card with its tables as text instead of drawn. */
export function tablesWritten(card: Card, write: WriteTable): Card {
  return { ...card, blocks: card.blocks.map((block) => written(block, write)) }
}

function written(block: Block, write: WriteTable): Block {
  if (block.kind !== 'table') return block
  const { columns, rows } = block
  // Two columns of one name would be one key.
  const keys = columns.map((column, index) => (columns.indexOf(column) === index ? column : `${column} ${index + 1}`))
  const records = rows.map((cells) => Object.fromEntries(keys.map((key, index) => [key, cells[index] ?? ''])))
  return { kind: 'code', text: write(records) }
}
