import { z } from 'zod'
import type { SentForm } from '../../../../src/ports/chat-platform.ts'
import { threadId, userId } from '../addresses.ts'
import { FORM_INPUT } from '../cards/render-form.ts'
import type { Place } from './ephemeral.ts'

/** Where a form was opened. Slack hands it back unchanged; it says only where to answer. */
const origin = z.object({
  channel: z.string(),
  ts: z.string(),
  threadTs: z.string().optional(),
  atHome: z.literal(true).optional(),
})

export function carried({ channel, threadTs, atHome }: Place, ts: string): string {
  const where = { channel, ts, ...(threadTs !== undefined && { threadTs }), ...(atHome && { atHome }) }
  return JSON.stringify(where satisfies z.infer<typeof origin>)
}

const submission = z.object({
  user: z.object({ id: z.string() }),
  view: z.object({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z
      .string()
      .transform((text, context) => {
        try {
          return JSON.parse(text) as unknown
        } catch {
          context.addIssue('is not JSON')
          return z.NEVER
        }
      })
      .pipe(origin),
    state: z.object({
      values: z.object({
        [FORM_INPUT.block]: z.object({ [FORM_INPUT.action]: z.object({ value: z.string().nullish() }) }),
      }),
    }),
  }),
})

/** What somebody has typed into a form. Undefined for a view that is not ours. A view is sent once. */
export function readForm(body: unknown): { readonly sent: SentForm; readonly place: Place } | undefined {
  const { data } = submission.safeParse(body)
  if (!data) return undefined
  const { user, view } = data
  const { channel, ts, threadTs, atHome } = view.private_metadata
  return {
    place: { channel, user: user.id, ...(threadTs !== undefined && { threadTs }), ...(atHome && { atHome }) },
    sent: {
      keys: [`slack:form:${view.id}`],
      thread: threadId(channel, threadTs ?? ts),
      by: userId(user.id),
      form: view.callback_id,
      text: view.state.values[FORM_INPUT.block][FORM_INPUT.action].value ?? '',
    },
  }
}
