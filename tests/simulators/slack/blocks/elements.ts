import { z } from 'zod'
import { image } from './images.ts'
import { confirmDialog, id, option, optionGroup, plainText, webUrl, written } from './texts.ts'

const acting = { action_id: id.optional(), confirm: confirmDialog.optional(), focus_on_load: z.boolean().optional() }
const placeholder = plainText(150).optional()

/** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
const button = z.strictObject({
  type: z.literal('button'),
  action_id: id.optional(),
  text: plainText(75),
  url: webUrl.optional(),
  value: written(2_000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm: confirmDialog.optional(),
  accessibility_label: written(75).optional(),
})

const choices = {
  options: z.array(option).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
}
const ONE_OF = { error: 'must define either `options` or `option_groups`' }
type Choices = { readonly options?: unknown; readonly option_groups?: unknown }
const hasChoices = (menu: Choices): boolean => (menu.options === undefined) !== (menu.option_groups === undefined)

/** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
const staticSelect = z
  .strictObject({
    ...acting,
    ...choices,
    type: z.literal('static_select'),
    placeholder,
    initial_option: option.optional(),
  })
  .refine(hasChoices, ONE_OF)

const multiStaticSelect = z
  .strictObject({
    ...acting,
    ...choices,
    type: z.literal('multi_static_select'),
    placeholder,
    initial_options: z.array(option).min(1).max(100).optional(),
    max_selected_items: z.int().min(1).optional(),
  })
  .refine(hasChoices, ONE_OF)

const externalSelect = z.strictObject({
  ...acting,
  type: z.literal('external_select'),
  placeholder,
  initial_option: option.optional(),
  min_query_length: z.int().optional(),
})

const usersSelect = z.strictObject({
  ...acting,
  type: z.enum(['users_select', 'channels_select', 'conversations_select']),
  placeholder,
  initial_user: z.string().optional(),
  initial_channel: z.string().optional(),
  initial_conversation: z.string().optional(),
  response_url_enabled: z.boolean().optional(),
  default_to_current_conversation: z.boolean().optional(),
  filter: z
    .strictObject({
      include: z
        .array(z.enum(['im', 'mpim', 'private', 'public']))
        .min(1)
        .optional(),
      exclude_external_shared_channels: z.boolean().optional(),
      exclude_bot_users: z.boolean().optional(),
    })
    .optional(),
})

/** https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element */
const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: id.optional(),
  options: z.array(option).min(2).max(5),
  confirm: confirmDialog.optional(),
})

const few = z.array(option).min(1).max(10)
const checkboxes = z.strictObject({
  ...acting,
  type: z.literal('checkboxes'),
  options: few,
  initial_options: few.optional(),
})
const radioButtons = z.strictObject({
  ...acting,
  type: z.literal('radio_buttons'),
  options: few,
  initial_option: option.optional(),
})
const datepicker = z.strictObject({
  ...acting,
  type: z.enum(['datepicker', 'timepicker']),
  placeholder,
  initial_date: z.string().optional(),
  initial_time: z.string().optional(),
  timezone: z.string().optional(),
})

/** https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
const plainTextInput = z.strictObject({
  type: z.literal('plain_text_input'),
  action_id: id.optional(),
  placeholder,
  initial_value: z.string().optional(),
  multiline: z.boolean().optional(),
  min_length: z.int().min(0).max(3_000).optional(),
  max_length: z.int().min(1).max(3_000).optional(),
  focus_on_load: z.boolean().optional(),
  dispatch_action_config: z.looseObject({}).optional(),
})
const otherInput = z.looseObject({
  type: z.enum(['number_input', 'email_text_input', 'url_text_input', 'rich_text_input', 'file_input']),
  action_id: id.optional(),
})

const menus = [
  staticSelect,
  multiStaticSelect,
  externalSelect,
  usersSelect,
  checkboxes,
  radioButtons,
  datepicker,
] as const

/** What an actions block holds. */
export const interactive = z.discriminatedUnion('type', [button, overflow, ...menus])
/** What stands beside a section. */
export const accessory = z.discriminatedUnion('type', [button, overflow, image, ...menus])
/** What an input block holds. */
export const input = z.discriminatedUnion('type', [plainTextInput, otherInput, ...menus])
