import { z } from 'zod'
import { dataVisualization } from './charts.ts'
import { accessory, input, interactive } from './elements.ts'
import { image, imageBlock } from './images.ts'
import { richText } from './rich-text.ts'
import { table } from './tables.ts'
import { anyText, id, markdownText, plainText, written } from './texts.ts'

const block_id = id.optional()

const section = z
  .strictObject({
    type: z.literal('section'),
    block_id,
    text: anyText(3_000).optional(),
    fields: z.array(anyText(2_000)).min(1).max(10).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text, fields }) => text !== undefined || fields !== undefined, {
    error: 'must define either `text` or `fields`',
  })

const context = z.strictObject({
  type: z.literal('context'),
  block_id,
  elements: z
    .array(z.discriminatedUnion('type', [image, plainText(), markdownText()]))
    .min(1)
    .max(10),
})

const inputBlock = z.strictObject({
  type: z.literal('input'),
  block_id,
  label: plainText(2_000),
  hint: plainText(2_000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: input,
})

/** Kinds that are taken as they are: nobody here sends them, but what does must not be told that they do not exist. */
const untold = z.looseObject({
  type: z.enum([
    'video',
    'file',
    'context_actions',
    'task_card',
    'plan',
    'alert',
    'card',
    'carousel',
    'container',
    'data_table',
  ]),
  block_id,
})

/** One block with what it may hold. https://docs.slack.dev/reference/block-kit/blocks */
export const block = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('header'),
    block_id,
    text: plainText(150),
    level: z.int().min(1).max(6).optional(),
  }),
  section,
  z.strictObject({ type: z.literal('divider'), block_id }),
  z.strictObject({ type: z.literal('actions'), block_id, elements: z.array(interactive).min(1).max(25) }),
  context,
  imageBlock,
  inputBlock,
  richText,
  table,
  dataVisualization,
  z.strictObject({ type: z.literal('markdown'), block_id, text: written(12_000) }),
  untold,
])
