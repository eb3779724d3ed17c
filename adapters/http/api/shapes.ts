import { z } from 'zod'
import { cardText } from '../../../src/cards/card-text.ts'
import type { Block, Card } from '../../../src/domain/card.ts'
import type { ListedSession, WebMessage, WebSession } from '../../../src/ports/web-sessions.ts'

const moment = z.iso.datetime().describe('ISO 8601 in UTC')

export const sessionSchema = z
  .object({ id: z.uuid(), opened_at: moment })
  .meta({ id: 'Session', description: 'A conversation. Only the token that opened it may see it.' })

export const listedSessionSchema = sessionSchema
  .extend({ first_words: z.string().optional().describe('What was said first, as far as a line of a list goes') })
  .meta({ id: 'ListedSession' })

const field = z.object({ label: z.string(), value: z.string(), url: z.string().optional() })
const step = z.object({
  label: z.string(),
  state: z.enum(['done', 'active', 'pending', 'failed']),
  note: z.string().optional().describe('How long it has taken and usually takes, in words'),
})
const button = z.object({ id: z.string(), label: z.string(), style: z.enum(['primary', 'danger', 'plain']) })

const block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('fields'), fields: z.array(field) }),
  z.object({
    kind: z.literal('table'),
    columns: z.array(z.string()),
    rows: z.array(z.array(z.string())),
    picture: z
      .object({ alt: z.string() })
      .optional()
      .describe('What a chart of the rows would show, in a sentence; chats draw it'),
  }),
  z.object({ kind: z.literal('code'), text: z.string() }),
  z.object({ kind: z.literal('file'), name: z.string(), text: z.string(), preview: z.string() }),
  z.object({
    kind: z.literal('progress'),
    steps: z.array(step),
    share: z.number().min(0).max(1).optional().describe('How much of it is done'),
  }),
  z.object({ kind: z.literal('link'), label: z.string(), thread: z.string() }),
  z.object({
    kind: z.literal('buttons'),
    buttons: z.array(button),
    menu: z.string().optional().describe('Where the buttons are many choices of one: what is asked'),
  }),
])

export const cardSchema = z
  .object({
    title: z.string().optional(),
    tone: z.enum(['neutral', 'progress', 'success', 'warning', 'danger']),
    blocks: z.array(block),
    footnote: z.string().optional(),
  })
  .meta({ id: 'Card', description: 'What the bot says. Its buttons are pressed with POST /api/v1/presses.' })

export const messageSchema = z
  .object({
    id: z.string(),
    position: z.int().describe('Rises with each message and each edit of one'),
    at: moment,
    from: z.enum(['you', 'shipmate']),
    content: z.string().describe('In words'),
    card: cardSchema.optional(),
    correlation_id: z.string().optional().describe('The id of the message that it comes of'),
  })
  .meta({ id: 'Message' })

export const shownSession = ({ id, openedAt }: WebSession): z.output<typeof sessionSchema> => ({
  id,
  opened_at: openedAt,
})

export const shownListed = ({ firstWords, ...session }: ListedSession): z.output<typeof listedSessionSchema> => ({
  ...shownSession(session),
  ...(firstWords !== undefined && { first_words: firstWords }),
})

export function shownMessage({ key, position, at, says }: WebMessage): z.output<typeof messageSchema> {
  const message = { id: key, position, at }
  if (says.kind === 'person') return { ...message, from: 'you', content: says.text }
  return {
    ...message,
    from: 'shipmate',
    content: cardText(says.card),
    card: shownCard(says.card),
    ...(says.correlationId !== undefined && { correlation_id: says.correlationId }),
  }
}

/** Of a picture only what it shows: the rows are its figures. */
function shownBlock(block: Block): object {
  if (block.kind !== 'table' || !block.picture) return block
  return { ...block, picture: { alt: block.picture.alt } }
}

export function shownCard({ title, tone, blocks, footnote }: Card): z.output<typeof cardSchema> {
  return {
    ...(title !== undefined && { title }),
    tone,
    blocks: structuredClone(blocks.map(shownBlock)) as z.output<typeof cardSchema>['blocks'],
    ...(footnote !== undefined && { footnote }),
  }
}

export type ShownMessage = z.output<typeof messageSchema>
export type ShownCard = z.output<typeof cardSchema>
export type ShownSession = z.output<typeof listedSessionSchema>
