import type { types } from '@slack/bolt'
import { z } from 'zod'
import type { DeployFormWords } from '../../../../src/domain/platform-words.ts'

/** The form of the shortcut “Deploy…”. Its selects are filled while a person looks: see `suggest-options.ts`. */
export const DEPLOY_FORM = 'shipmate_deploy'
export const FIELDS = { service: 'service', environment: 'environment', ref: 'ref', where: 'where' } as const

export function renderDeployForm(words: DeployFormWords): types.ModalView {
  return {
    type: 'modal',
    callback_id: DEPLOY_FORM,
    title: plain(words.title),
    submit: plain(words.send),
    close: plain(words.close),
    blocks: [
      named(FIELDS.service, words.service, words.services),
      named(FIELDS.environment, words.environment, words.environments),
      { ...named(FIELDS.ref, words.version, words.newest), optional: true },
      {
        type: 'input',
        block_id: FIELDS.where,
        optional: true,
        label: plain(words.where),
        hint: plain(words.whereHint),
        element: {
          type: 'conversations_select',
          action_id: FIELDS.where,
          default_to_current_conversation: true,
          filter: { include: ['public', 'private'], exclude_bot_users: true, exclude_external_shared_channels: true },
        },
      },
    ],
  }
}

function named(field: string, label: string, placeholder: string): types.InputBlock {
  return {
    type: 'input',
    block_id: field,
    label: plain(label),
    element: { type: 'external_select', action_id: field, min_query_length: 0, placeholder: plain(placeholder) },
  }
}

const plain = (text: string): types.PlainTextElement => ({ type: 'plain_text', text, emoji: false })

const chosen = (field: string) =>
  z.object({ [field]: z.object({ selected_option: z.object({ value: z.string() }).nullish() }) }).optional()

const submission = z.object({
  user: z.object({ id: z.string(), name: z.string().optional() }),
  view: z.object({
    id: z.string(),
    callback_id: z.literal(DEPLOY_FORM),
    state: z.object({
      values: z.object({
        service: chosen(FIELDS.service),
        environment: chosen(FIELDS.environment),
        ref: chosen(FIELDS.ref),
        where: z.object({ where: z.object({ selected_conversation: z.string().nullish() }) }).optional(),
      }),
    }),
  }),
})

export interface SentDeployForm {
  readonly user: string
  readonly name: string
  readonly view: string
  readonly service: string | undefined
  readonly environment: string | undefined
  readonly ref: string | undefined
  /** The channel to answer in. */
  readonly channel: string | undefined
}

/** What somebody has chosen; undefined for another form. */
export function readDeployForm(body: unknown): SentDeployForm | undefined {
  const { data } = submission.safeParse(body)
  if (!data) return undefined
  const { user, view } = data
  const { service, environment, ref, where } = view.state.values
  return {
    user: user.id,
    name: user.name ?? user.id,
    view: view.id,
    service: service?.service?.selected_option?.value,
    environment: environment?.environment?.selected_option?.value,
    ref: ref?.ref?.selected_option?.value,
    channel: where?.where.selected_conversation ?? undefined,
  }
}
