import { z } from 'zod'
import { BLOCKS_IN_VIEW, checkBlocks } from './check-blocks.ts'
import { type Refusal, told } from './refusal.ts'
import { plainText } from './texts.ts'

/** https://docs.slack.dev/reference/views/modal-views */
const CHARS_OF_HEADING = 24
const CHARS_OF_METADATA = 3_000
const CHARS_OF_CALLBACK = 255

const shared = {
  blocks: z.array(z.unknown()),
  private_metadata: z.string().max(CHARS_OF_METADATA).optional(),
  callback_id: z.string().max(CHARS_OF_CALLBACK).optional(),
  external_id: z.string().max(CHARS_OF_CALLBACK).optional(),
}

const view = z.discriminatedUnion('type', [
  z.strictObject({
    ...shared,
    type: z.literal('modal'),
    title: plainText(CHARS_OF_HEADING),
    submit: plainText(CHARS_OF_HEADING).optional(),
    close: plainText(CHARS_OF_HEADING).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
  }),
  z.strictObject({ ...shared, type: z.literal('home') }),
])

/** Kinds that stand in messages only. */
const NOT_IN_VIEWS: readonly unknown[] = ['markdown', 'table', 'data_visualization', 'file']

/** Why Slack does not take this view; undefined when it does. */
export function checkView(body: unknown, hasFile: (id: string) => boolean = () => true): Refusal | undefined {
  const { data, error } = view.safeParse(body, { reportInput: true })
  if (error) return { error: 'invalid_arguments', messages: told(error.issues, '/view') }
  const refusal = checkBlocks(data.blocks, { most: BLOCKS_IN_VIEW, under: '/view/blocks', hasFile })
  if (refusal) return { error: 'invalid_arguments', messages: refusal.messages }
  const types = data.blocks.map((block) => (block as { readonly type: string }).type)
  if (types.some((type) => NOT_IN_VIEWS.includes(type)))
    return { error: 'invalid_arguments', messages: ['unsupported type [json-pointer:/view/blocks]'] }
  if (data.type === 'modal' && types.includes('input') && data.submit === undefined)
    return { error: 'invalid_arguments', messages: ['missing required field: submit [json-pointer:/view]'] }
  return undefined
}
