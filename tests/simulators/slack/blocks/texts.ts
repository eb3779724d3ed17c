import { z } from 'zod'

/** Characters of an `action_id` or `block_id`. https://docs.slack.dev/reference/block-kit/blocks */
const CHARS_OF_ID = 255
const CHARS_OF_URL = 3_000
const CHARS_OF_TEXT = 3_000

export const id = z.string().min(1).max(CHARS_OF_ID)

/** Slack takes no half of a surrogate pair. */
export function written(max: number) {
  return z
    .string()
    .min(1)
    .max(max)
    .refine((text) => text.isWellFormed(), { error: 'must be valid UTF-8' })
}

export const webUrl = z
  .string()
  .max(CHARS_OF_URL)
  .refine((url) => URL.canParse(url), { error: 'must be a valid URL' })

export function plainText(max = CHARS_OF_TEXT) {
  return z.strictObject({ type: z.literal('plain_text'), text: written(max), emoji: z.boolean().optional() })
}

export function markdownText(max = CHARS_OF_TEXT) {
  return z.strictObject({ type: z.literal('mrkdwn'), text: written(max), verbatim: z.boolean().optional() })
}

export function anyText(max = CHARS_OF_TEXT) {
  return z.discriminatedUnion('type', [plainText(max), markdownText(max)])
}

/** https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
export const confirmDialog = z.strictObject({
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style: z.enum(['primary', 'danger']).optional(),
})

/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
export const option = z.strictObject({
  text: anyText(75),
  value: written(150),
  description: anyText(75).optional(),
  url: webUrl.optional(),
})

export const optionGroup = z.strictObject({ label: plainText(75), options: z.array(option).min(1).max(100) })
