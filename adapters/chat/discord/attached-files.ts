import type { RawFile } from 'discord.js'
import type { Card } from '../../../src/domain/card.ts'

/** The files of a card, as Discord takes them with a message. */
export function attachedFiles({ blocks }: Card): readonly RawFile[] {
  return blocks.flatMap((block) =>
    block.kind === 'file' ? [{ name: block.name, data: block.text, contentType: 'text/plain; charset=utf-8' }] : [],
  )
}
