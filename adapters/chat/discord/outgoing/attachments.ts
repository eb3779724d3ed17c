import { type RawFile, RESTJSONErrorCodes } from 'discord.js'
import type { Block, Card } from '../../../../src/domain/card.ts'
import type { ChartPainter } from '../../../../src/ports/chart-painter.ts'
import { hasCode } from '../discord-errors.ts'

/** What goes with a message: files, and under which name the file or picture of a block is found there. */
export interface Attachments {
  readonly files: readonly RawFile[]
  readonly names: ReadonlyMap<Block, string>
}

const NO_ATTACHMENTS: Attachments = { files: [], names: new Map() }

/** Discord takes ten with a message; more than a few nobody looks through. */
const MOST_FILES = 6

/** The files and pictures of a card. A picture that cannot be drawn is left to its table. */
export async function attachmentsOf(card: Card, painter: ChartPainter | undefined): Promise<Attachments> {
  const made = await Promise.all(card.blocks.map((block) => contentOf(block, painter)))
  const files: RawFile[] = []
  const names = new Map<Block, string>()
  for (const [index, block] of card.blocks.entries()) {
    const content = made[index]
    if (content === undefined || files.length === MOST_FILES) continue
    const name = freeName(content.name, new Set(names.values()))
    names.set(block, name)
    files.push({ ...content, name })
  }
  return { files, names }
}

/** Where the bot may attach nothing, the message goes without its files: it holds the last lines, or the table, itself. */
export async function withFiles<Result>(
  attachments: Attachments,
  send: (attached: Attachments) => Promise<Result>,
): Promise<Result> {
  if (attachments.files.length === 0) return send(NO_ATTACHMENTS)
  try {
    return await send(attachments)
  } catch (error) {
    const { MissingPermissions, RequestEntityTooLarge } = RESTJSONErrorCodes
    if (!hasCode(error, MissingPermissions, RequestEntityTooLarge)) throw error
    return send(NO_ATTACHMENTS)
  }
}

async function contentOf(block: Block, painter: ChartPainter | undefined): Promise<RawFile | undefined> {
  if (block.kind === 'file') return { name: block.name, data: block.text, contentType: 'text/plain; charset=utf-8' }
  if (block.kind !== 'table' || block.picture === undefined || painter === undefined) return undefined
  const data = await painter.paint(block.picture.chart).catch(() => undefined)
  return data && { name: 'chart.png', data: Buffer.from(data), contentType: 'image/png' }
}

/** Discord changes other characters of a name, and then the component that names the file would not find it. */
function freeName(wished: string, taken: ReadonlySet<string>): string {
  const name =
    wished
      .replace(/[^\w.-]+/g, '_')
      .replace(/^[._]+/, '')
      .slice(-LONGEST_NAME) || 'file'
  for (let number = 1; ; number++) {
    const free = number === 1 ? name : `${number}-${name}`
    if (!taken.has(free)) return free
  }
}

const LONGEST_NAME = 100
