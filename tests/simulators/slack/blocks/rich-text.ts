import { z } from 'zod'
import { id, webUrl, written } from './texts.ts'

/** Slack documents no limit for a text here; more than a section takes has not been tried. */
const CHARS = 3_000
const flag = z.boolean().optional()
const style = z
  .strictObject({
    bold: flag,
    italic: flag,
    strike: flag,
    code: flag,
    underline: flag,
    highlight: flag,
    client_highlight: flag,
    unlink: flag,
  })
  .optional()

/** https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
const inline = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: written(CHARS), style }),
  z.strictObject({ type: z.literal('link'), url: webUrl, text: written(CHARS).optional(), unsafe: flag, style }),
  z.strictObject({ type: z.literal('user'), user_id: z.string().regex(/^[UW][A-Z0-9]+$/), style }),
  z.strictObject({ type: z.literal('usergroup'), usergroup_id: z.string().regex(/^S[A-Z0-9]+$/), style }),
  z.strictObject({ type: z.literal('channel'), channel_id: z.string().regex(/^[CGD][A-Z0-9]+$/), style }),
  z.strictObject({ type: z.literal('team'), team_id: z.string(), style }),
  z.strictObject({ type: z.literal('emoji'), name: written(100), unicode: z.string().optional(), style }),
  z.strictObject({ type: z.literal('broadcast'), range: z.enum(['here', 'channel', 'everyone']), style }),
  z.strictObject({ type: z.literal('color'), value: z.string(), style }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int(),
    format: written(1_000),
    url: webUrl.optional(),
    fallback: z.string().optional(),
    style,
  }),
])

const elements = z.array(inline)
const border = z.int().min(0).max(1).optional()
const section = z.strictObject({ type: z.literal('rich_text_section'), elements })
const part = z.discriminatedUnion('type', [
  section,
  z.strictObject({ type: z.literal('rich_text_quote'), elements, border }),
  z.strictObject({ type: z.literal('rich_text_preformatted'), elements, border, language: z.string().optional() }),
  z.strictObject({
    type: z.literal('rich_text_list'),
    style: z.enum(['bullet', 'ordered']),
    elements: z.array(section),
    indent: z.int().min(0).max(8).optional(),
    offset: z.int().min(0).optional(),
    border,
  }),
])

export const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: id.optional(),
  elements: z.array(part).min(1),
})
