import { type DescMessage, fromJson, type JsonValue, type MessageShape } from '@bufbuild/protobuf'
import type { WebMessage } from '../../../src/ports/web-sessions.ts'
import { shownMessage } from '../api/shapes.ts'
import { type Message, MessageSchema } from './generated/shipmate/v1/shipmate_pb.ts'

/**
 * What the API over HTTP shows, as a message: fields have the same names there and here. What is shown there and not here
 * yet is left out.
 */
export function wired<Schema extends DescMessage>(schema: Schema, shown: object): MessageShape<Schema> {
  // Fields that are undefined are none.
  return fromJson(schema, JSON.parse(JSON.stringify(shown)) as JsonValue, { ignoreUnknownFields: true })
}

export function wiredMessage(message: WebMessage): Message {
  const { card, from, ...shown } = shownMessage(message)
  return wired(MessageSchema, {
    ...shown,
    from: enumName('AUTHOR', from),
    ...(card && { card: { ...card, tone: enumName('TONE', card.tone), blocks: card.blocks.map(wiredBlock) } }),
  })
}

type ShownBlock = NonNullable<ReturnType<typeof shownMessage>['card']>['blocks'][number]

function wiredBlock(block: ShownBlock): object {
  if (block.kind === 'text' || block.kind === 'code') return { [block.kind]: block.text }
  if (block.kind === 'table') {
    const { columns, rows, picture } = block
    return { table: { columns, rows: rows.map((cells) => ({ cells })), ...(picture && { alt: picture.alt }) } }
  }
  const { kind, ...parts } = block
  return { [kind]: parts }
}

const enumName = (prefix: string, value: string): string => `${prefix}_${value.toUpperCase()}`
