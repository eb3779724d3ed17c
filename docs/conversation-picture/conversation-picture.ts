import { oneLine } from '../../adapters/chat/terminal/plain-text.ts'
import { cardShape } from './card-shape.ts'
import { at, escaped, LINE_HEIGHT, label, paragraph, type Shape, stack } from './shapes.ts'
import { STYLE } from './style.ts'
import type { Entry } from './transcript.ts'

const PICTURE_WIDTH = 820

const PADDING = 24
const AVATAR = 38
const TEXT_LEFT = AVATAR + 14
const TEXT_WIDTH = PICTURE_WIDTH - 2 * PADDING - TEXT_LEFT
const MESSAGE_GAP = 24
const BOT = 'shipmate'

/** A transcript as an SVG picture of a chat, in the reader's light or dark colours. */
export function conversationPicture(entries: readonly Entry[]): string {
  const messages = stack(entries.map(entryShape), MESSAGE_GAP)
  const height = messages.height + 2 * PADDING
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${PICTURE_WIDTH}" height="${height}" viewBox="0 0 ${PICTURE_WIDTH} ${height}" role="img">`,
    `<title>${escaped(spoken(entries))}</title>`,
    `<style>${STYLE}</style>`,
    `<rect class="page" x="0.5" y="0.5" width="${PICTURE_WIDTH - 1}" height="${height - 1}" rx="12"/>`,
    at(PADDING, PADDING, messages.svg),
    '</svg>\n',
  ].join('\n')
}

/** What the picture shows, for who cannot see it. */
function spoken(entries: readonly Entry[]): string {
  const said = entries.map(({ by, text, card, pressed }) => {
    const what = text ?? card?.title ?? (pressed === undefined ? '' : `presses ${pressed}`)
    return `${by}: ${oneLine(what)}`
  })
  return said.join(' · ')
}

function entryShape(entry: Entry): Shape {
  return entry.pressed === undefined ? messageShape(entry) : pressShape(entry.by, entry.pressed)
}

function pressShape(by: string, button: string): Shape {
  const svg = `<text class="small" x="${TEXT_LEFT}" y="15">${escaped(by)} pressed <tspan class="strong">${escaped(button)}</tspan></text>`
  return { svg, height: LINE_HEIGHT }
}

function messageShape(entry: Entry): Shape {
  const content = stack(
    [
      { svg: nameLine(entry), height: LINE_HEIGHT },
      ...(entry.text === undefined ? [] : [saidShape(entry.text)]),
      ...(entry.card === undefined ? [] : [spaced(cardShape(entry.card, TEXT_WIDTH))]),
    ],
    0,
  )
  return { svg: avatar(entry.by) + at(TEXT_LEFT, 0, content.svg), height: Math.max(AVATAR, content.height) }
}

const CARD_MARGIN = 6

function spaced(shape: Shape): Shape {
  return { svg: at(0, CARD_MARGIN, shape.svg), height: shape.height + CARD_MARGIN }
}

function nameLine({ by, at: time, edited }: Entry): string {
  const app = by === BOT ? '<tspan class="app" dx="7">APP</tspan>' : ''
  const when = time === undefined ? '' : `<tspan class="small" dx="8">${escaped(time)}</tspan>`
  const mark = edited ? '<tspan class="small" dx="6">(edited)</tspan>' : ''
  return `<text class="title" y="15">${escaped(oneLine(by))}${app}${when}${mark}</text>`
}

/** Mentions stand out, as they do in a chat. */
function saidShape(text: string): Shape {
  const { svg, height } = paragraph(text, 'text', TEXT_WIDTH)
  return { svg: svg.replace(/@\w+/g, '<tspan class="mention">$&</tspan>'), height }
}

function avatar(by: string): string {
  const radius = AVATAR / 2
  const letter = label([...oneLine(by)][0]?.toUpperCase() ?? '?', 'letter')
  const colour = by === BOT ? 'bot' : 'person'
  return `<circle class="${colour}" cx="${radius}" cy="${radius}" r="${radius}"/><g transform="translate(${radius} 10)" text-anchor="middle">${letter}</g>`
}
