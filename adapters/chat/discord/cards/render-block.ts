import { ComponentType } from 'discord.js'
import type { Block, Field, Moment, ProgressStep } from '../../../../src/domain/card.ts'
import type { CardWords } from '../../../../src/domain/platform-words.ts'
import { progressBar, STEP_MARKS } from '../../progress-bar.ts'
import { discordPlaceOf } from '../ids.ts'
import { ALT_TEXT } from '../limits.ts'
import { codeBlock, escaped } from './markdown.ts'
import type { Piece } from './message-layout.ts'
import { cut, oneLine } from './plain-text.ts'
import type { Choices } from './render-choices.ts'
import { tableText } from './render-table.ts'

/** What the blocks of one card have in common. */
export interface BlockParts {
  readonly words: CardWords
  readonly moments: readonly Moment[]
  /** Under which names the files and pictures of blocks go with the message. */
  readonly attached: ReadonlyMap<Block, string>
  /** Units that one log may take. */
  readonly codeRoom: number
  readonly choicesOf: (block: Extract<Block, { kind: 'buttons' }>) => Choices
}

const LONGEST_LABEL = 256
const LONGEST_VALUE = 1_024
const BAR_CELLS = 12

export function blockPieces(block: Block, parts: BlockParts): readonly Piece[] {
  const attached = parts.attached.get(block)
  switch (block.kind) {
    case 'text':
      return [lines((max) => escaped(block.text, max, parts.moments))]
    case 'fields':
      return block.fields.map((field) => lines((max) => fieldText(field, parts.moments, max)))
    case 'table':
      return [
        ...(attached && block.picture ? [pictureOf(attached, block.picture.alt)] : []),
        lines((max) => codeBlock(tableText(block, max - 8, parts.words), max)),
      ]
    case 'code':
      return [lines((max) => codeBlock(block.text, Math.min(max, parts.codeRoom)))]
    case 'file':
      return [
        lines((max) => codeBlock(block.preview, Math.min(max, parts.codeRoom))),
        ...(attached ? [fileOf(attached)] : []),
      ]
    case 'link':
      return [lines((max) => linkText(block, max))]
    case 'progress':
      return [{ ...lines((max) => progressText(block, max)), isFirst: true }]
    case 'buttons':
      return choicePieces(parts.choicesOf(block), parts.words)
  }
}

const lines = (write: (max: number) => string) => ({ kind: 'lines', write }) as const

function pictureOf(name: string, alt: string): Piece {
  const description = cut(oneLine(alt), ALT_TEXT)
  const item = { media: { url: `attachment://${name}` }, ...(description && { description }) }
  return { kind: 'component', component: { type: ComponentType.MediaGallery, items: [item] } }
}

function fileOf(name: string): Piece {
  return { kind: 'component', component: { type: ComponentType.File, file: { url: `attachment://${name}` } } }
}

function choicePieces({ rows, left }: Choices, { more }: CardWords): readonly Piece[] {
  const components = rows.map((component): Piece => ({ kind: 'component', component }))
  return left === 0 ? components : [...components, lines((max) => escaped(more({ count: left }), max))]
}

function fieldText({ label, value, url }: Field, moments: readonly Moment[], max: number): string {
  const name = escaped(oneLine(label), LONGEST_LABEL)
  const before = name && `**${name}** `
  const room = Math.min(max, LONGEST_VALUE) - before.length
  return room < 1 ? '' : `${before}${linked(value.trim(), url, moments, room)}`.trim()
}

/** The address gives way where both do not fit: what it leads to stands there anyway. */
function linked(value: string, url: string | undefined, moments: readonly Moment[], max: number): string {
  const around = url === undefined ? 0 : `[](<${url}>)`.length
  const shown = escaped(oneLine(value), Math.max(0, max - around)).trim()
  return url === undefined || shown === '' || max < around * 2
    ? escaped(value, max, moments).trim()
    : `[${shown}](<${url}>)`
}

/** Discord draws the mention of a channel or thread as the way to it. */
function linkText({ label, thread }: Extract<Block, { kind: 'link' }>, max: number): string {
  const place = discordPlaceOf(thread)
  if (!place) return ''
  const mention = `<#${place.kind === 'direct' ? place.channel : place.thread}>`
  const room = max - mention.length - 2
  return room < 0 ? '' : `${escaped(oneLine(label), room)}: ${mention}`
}

function progressText({ steps, share }: Extract<Block, { kind: 'progress' }>, max: number): string {
  const bar = share === undefined ? [] : [barOf(share)]
  const all = [...bar, ...steps.map(stepText)]
  const fitting = all.filter((_, index) => all.slice(0, index + 1).join('\n').length <= max)
  return fitting.join('\n')
}

function stepText({ label, state, note }: ProgressStep): string {
  const said = `${STEP_MARKS[state]} ${escaped(oneLine(label), LONGEST_LABEL)}`
  const aside = escaped(oneLine(note ?? ''), LONGEST_LABEL)
  return aside ? `${said} · ${aside}` : said
}

function barOf(share: number): string {
  const { full, empty, percent } = progressBar(share, BAR_CELLS)
  return `${'▰'.repeat(full)}${'▱'.repeat(empty)} ${percent}`
}
