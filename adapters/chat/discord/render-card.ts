import type { APIAllowedMentions, APIEmbed } from 'discord.js'
import type { Block, Card, ProgressStep, Tone } from '../../../src/domain/card.ts'
import { layOut, type Piece } from './embed-pages.ts'
import { discordPlaceOf, discordUserOf } from './ids.ts'
import { EMBED_DESCRIPTION, EMBED_TEXT_TOTAL, FIELD_VALUE } from './limits.ts'
import { codeBlock, escaped } from './markdown.ts'
import { cut, oneLine } from './plain-text.ts'
import { type ButtonRow, buttonRows } from './render-buttons.ts'
import { tableText } from './render-table.ts'

/** What Discord's create-message and edit-message calls take. */
export interface RenderedCard {
  readonly content: string
  readonly embeds: APIEmbed[]
  readonly components: ButtonRow[]
  readonly allowed_mentions: APIAllowedMentions
}

const COLOURS = {
  neutral: 0x5865f2,
  progress: 0x3498db,
  success: 0x2ecc71,
  warning: 0xf1c40f,
  danger: 0xe74c3c,
} as const satisfies Record<Tone, number>

const STEP_MARKS = { done: '✅', active: '⏳', pending: '▫️', failed: '❌' } as const satisfies Record<
  ProgressStep['state'],
  string
>

const TITLE = 256
const FOOTNOTE = 512
/** A log is never squeezed below this, however much else a card says. */
const LEAST_CODE = 400
/** Discord refuses an embed that says nothing, or only spaces. */
const NOTHING = '\u200B'

/** A card within Discord's limits, in which only `card.mention` is a mention and only our own marks format. */
export function renderCard(card: Card): RenderedCard {
  const user = card.mention === undefined ? undefined : discordUserOf(card.mention)
  return {
    content: user === undefined ? '' : `<@${user}>`,
    embeds: embeds(card),
    components: buttonRows(card.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))),
    allowed_mentions: { parse: [], ...(user !== undefined && { users: [user] }) },
  }
}

function embeds(card: Card): APIEmbed[] {
  const footnote = cut(oneLine(card.footnote ?? ''), FOOTNOTE)
  const room = EMBED_TEXT_TOTAL - footnote.length
  const pages = layOut(pieces(card, room), room)
  const shown = pages.length === 0 ? [{ description: NOTHING }] : pages
  return shown.map((page, index) => ({
    ...page,
    color: COLOURS[card.tone],
    ...(footnote && index === shown.length - 1 && { footer: { text: footnote } }),
  }))
}

function pieces(card: Card, room: number): readonly Piece[] {
  const title: Piece[] = card.title === undefined ? [] : [titlePiece(card.title)]
  const codeRoom = roomForCode(card, room)
  return [...title, ...card.blocks.flatMap((block) => blockPieces(block, codeRoom))]
}

/** Logs share what everything else leaves over, so that a long one cannot push out what comes after it. */
function roomForCode(card: Card, room: number): number {
  const others = card.blocks.flatMap((block) => (isLog(block) ? [] : blockPieces(block, 0)))
  const used = others.reduce((sum, piece) => sum + sizeOf(piece), (card.title?.length ?? 0) * 2)
  const logs = card.blocks.filter(isLog).length
  const page = Math.min(room, EMBED_DESCRIPTION)
  return Math.max(LEAST_CODE, Math.floor((page - used) / Math.max(1, logs)) - 1)
}

const isLog = ({ kind }: Block): boolean => kind === 'code' || kind === 'file'

function sizeOf(piece: Piece): number {
  switch (piece.kind) {
    case 'lines':
      return piece.write(EMBED_DESCRIPTION).length + 1
    case 'field':
      return piece.name(EMBED_DESCRIPTION).length + piece.value(EMBED_DESCRIPTION).length
  }
}

function titlePiece(title: string): Piece {
  const text = oneLine(title)
  return { kind: 'lines', write: (max) => text && `**${escaped(text, Math.min(TITLE, max - 4))}**` }
}

function blockPieces(block: Block, codeRoom: number): readonly Piece[] {
  switch (block.kind) {
    case 'text':
      return [{ kind: 'lines', write: (max) => escaped(block.text, max) }]
    case 'fields':
      return block.fields.map(({ label, value, url }) => ({
        kind: 'field',
        name: (max) => escaped(oneLine(label), max) || NOTHING,
        value: (max) => linked(value, url, Math.min(max, FIELD_VALUE)) || NOTHING,
      }))
    case 'table':
      return [{ kind: 'lines', write: (max) => codeBlock(tableText(block.columns, block.rows, max - 8), max) }]
    case 'code':
      return [{ kind: 'lines', write: (max) => codeBlock(block.text, Math.min(max, codeRoom)) }]
    case 'file':
      return [{ kind: 'lines', write: (max) => codeBlock(block.preview, Math.min(max, codeRoom)) }]
    case 'link':
      return [{ kind: 'lines', write: (max) => linkText(block, max) }]
    case 'progress':
      return [{ kind: 'lines', write: (max) => progressText(block.steps, max) }]
    case 'buttons':
      return []
  }
}

/** The address gives way where both do not fit: what it leads to stands there anyway. */
function linked(value: string, url: string | undefined, max: number): string {
  const around = url === undefined ? 0 : `[](<${url}>)`.length
  const shown = escaped(value.trim(), Math.max(0, max - around)).trim()
  return url === undefined || shown === '' || max < around * 2
    ? escaped(value.trim(), max).trim()
    : `[${shown}](<${url}>)`
}

/** Discord draws the mention of a channel or thread as the way to it. */
function linkText({ label, thread }: Extract<Block, { kind: 'link' }>, max: number): string {
  const place = discordPlaceOf(thread)
  if (!place) return ''
  const mention = `<#${place.kind === 'direct' ? place.channel : place.thread}>`
  return `${escaped(oneLine(label), Math.max(0, max - mention.length - 2))}: ${mention}`
}

function progressText(steps: readonly ProgressStep[], max: number): string {
  const lines = steps.map(({ label, state }) => `${STEP_MARKS[state]} ${escaped(oneLine(label), TITLE)}`)
  const fitting = lines.filter((_, index) => lines.slice(0, index + 1).join('\n').length <= max)
  return fitting.join('\n')
}
