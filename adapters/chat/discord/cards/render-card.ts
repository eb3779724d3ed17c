import {
  type APIAllowedMentions,
  type APIComponentInContainer,
  type APIContainerComponent,
  type APITextDisplayComponent,
  ComponentType,
} from 'discord.js'
import type { Block, Card, Tone } from '../../../../src/domain/card.ts'
import type { CardWords } from '../../../../src/domain/platform-words.ts'
import { discordUserOf } from '../ids.ts'
import { COMPONENTS_PER_MESSAGE, MESSAGE_BYTES, MESSAGE_TEXT, TEXT_OVERHEAD_BYTES } from '../limits.ts'
import { escaped } from './markdown.ts'
import { layOut, levelOf, needOf, type Piece, type Room } from './message-layout.ts'
import { oneLine } from './plain-text.ts'
import { type BlockParts, blockPieces } from './render-block.ts'
import { createChoices } from './render-choices.ts'

/** A card within Discord's limits: who is notified, and a container with everything else. */
export interface RenderedCard {
  /** The mention of the person to notify; empty where nobody is. */
  readonly mention: string
  readonly container: APIContainerComponent
  readonly allowed_mentions: APIAllowedMentions
}

const COLOURS = {
  neutral: 0x5865f2,
  progress: 0x3498db,
  success: 0x2ecc71,
  warning: 0xf1c40f,
  danger: 0xe74c3c,
} as const satisfies Record<Tone, number>

const TITLE = 256
const FOOTNOTE = 512
/** A log is never squeezed below this, however much else a card says. */
const LEAST_CODE = 400
/** The rest is for text, pictures and files. */
const CHOICE_COMPONENTS = 26
/** `<@` with an id of 20 digits. */
const LONGEST_MENTION = 23
/** A card that says nothing: Discord refuses a container without anything in it. */
const NOTHING = '…'

/**
 * A card within Discord's limits, in which only `card.mention` is a mention and only our own marks format.
 * @param words In the language of the card.
 * @param attached Under which names the files and pictures of its blocks go with the message; the others are shown as text.
 */
export function renderCard(
  card: Card,
  words: CardWords,
  attached: ReadonlyMap<Block, string> = new Map(),
): RenderedCard {
  const user = card.mention === undefined ? undefined : discordUserOf(card.mention)
  const mention = user === undefined ? '' : `<@${user}>`
  return {
    mention,
    container: {
      type: ComponentType.Container,
      accent_color: COLOURS[card.tone],
      components: fitting(card, { words, attached }, MESSAGE_TEXT - mention.length),
    },
    allowed_mentions: { parse: [], ...(user !== undefined && { users: [user] }) },
  }
}

type Means = Pick<BlockParts, 'words' | 'attached'>

/** Words that take many bytes get less room, until Discord can process what they come to. */
function fitting(card: Card, means: Means, text: number): APIComponentInContainer[] {
  // The container is a component, and so is the text above it that mentions somebody.
  const components = contents(card, means, { text, components: COMPONENTS_PER_MESSAGE - 2 })
  const bytes = components.reduce((sum, one) => sum + bytesOf(one), TEXT_OVERHEAD_BYTES + LONGEST_MENTION)
  return bytes <= MESSAGE_BYTES ? components : fitting(card, means, Math.floor((text * MESSAGE_BYTES) / bytes) - 1)
}

function bytesOf(component: APIComponentInContainer): number {
  return component.type === ComponentType.TextDisplay ? Buffer.byteLength(component.content) + TEXT_OVERHEAD_BYTES : 0
}

function contents(card: Card, means: Means, room: Room): APIComponentInContainer[] {
  const moments = card.moments ?? []
  const small = escaped(oneLine(card.footnote ?? ''), FOOTNOTE, moments)
  const footnote: APITextDisplayComponent[] = small ? [{ type: ComponentType.TextDisplay, content: `-# ${small}` }] : []
  const left = { text: room.text - (footnote[0]?.content.length ?? 0), components: room.components - footnote.length }
  const parts = { ...means, moments, choicesOf: createChoices(CHOICE_COMPONENTS, means.words) }
  const title = titlePieces(card)
  const codeRoom = roomForCode(card, parts, left.text)
  const body = card.blocks.flatMap((block) => blockPieces(block, { ...parts, codeRoom }))
  const laid = [...layOut([...title, ...body], left), ...footnote]
  return laid.length > 0 ? laid : [{ type: ComponentType.TextDisplay, content: NOTHING }]
}

function titlePieces({ title = '' }: Card): readonly Piece[] {
  const text = oneLine(title)
  return text === ''
    ? []
    : [{ kind: 'lines', isFirst: true, write: (max) => `### ${escaped(text, Math.min(TITLE, max - 4))}` }]
}

/** Logs share what everything else leaves over, so that a long one cannot push out what comes after it. */
function roomForCode(card: Card, parts: Omit<BlockParts, 'codeRoom'>, room: number): number {
  const logs = card.blocks.filter(isLog)
  const others = card.blocks.filter((block) => !isLog(block) && block.kind !== 'buttons')
  const pieces = [...titlePieces(card), ...others.flatMap((block) => blockPieces(block, { ...parts, codeRoom: 0 }))]
  const used = pieces.reduce((sum, piece) => sum + needOf(piece, room), 0)
  const needs = logs.flatMap((block) =>
    blockPieces(block, { ...parts, codeRoom: room }).map((piece) => needOf(piece, room)),
  )
  return Math.max(LEAST_CODE, levelOf(needs, room - used))
}

const isLog = ({ kind }: Block): boolean => kind === 'code' || kind === 'file'
