import { z } from 'zod'
import { id, plainText, webUrl, written } from './texts.ts'

/** A file that was uploaded before; whether it exists is looked up later. */
const slackFile = z
  .strictObject({ id: z.string().optional(), url: webUrl.optional() })
  .refine((file) => (file.id === undefined) !== (file.url === undefined), { error: 'must define either `id` or `url`' })

const shown = { image_url: webUrl.optional(), slack_file: slackFile.optional(), alt_text: written(2_000) }
const ONE_OF = { error: 'must define either `slack_file` or `image_url`' }
type Source = { readonly image_url?: unknown; readonly slack_file?: unknown }
const hasSource = (one: Source): boolean => (one.image_url === undefined) !== (one.slack_file === undefined)

/** https://docs.slack.dev/reference/block-kit/block-elements/image-element */
export const image = z.strictObject({ ...shown, type: z.literal('image') }).refine(hasSource, ONE_OF)

/** https://docs.slack.dev/reference/block-kit/blocks/image-block */
export const imageBlock = z
  .strictObject({ ...shown, type: z.literal('image'), block_id: id.optional(), title: plainText(2_000).optional() })
  .refine(hasSource, ONE_OF)
