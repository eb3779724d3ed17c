import type { types } from '@slack/bolt'
import { z } from 'zod'
import type { Inbox, Suggestion } from '../../../../src/ports/chat-platform.ts'
import { userId } from '../addresses.ts'
import { cutEnd, visible } from '../cards/exact-text.ts'
import { CHARS_IN_OPTION, CHARS_IN_OPTION_VALUE, OPTIONS_IN_MENU } from '../limits.ts'
import { within } from '../within.ts'
import { FIELDS } from './deploy-form.ts'

const asked = z.object({
  user: z.object({ id: z.string() }),
  action_id: z.enum([FIELDS.service, FIELDS.environment, FIELDS.ref]),
  value: z.string().default(''),
  view: z
    .object({
      state: z.object({
        values: z.object({
          service: z
            .object({ service: z.object({ selected_option: z.object({ value: z.string() }).nullish() }) })
            .optional(),
        }),
      }),
    })
    .optional()
    .catch(undefined),
})

/** What may be chosen in the form, of what its person may deploy. A version may also be typed as it is. */
export async function suggestOptions(
  inbox: Pick<Inbox, 'suggest'>,
  body: unknown,
  withinMs: number,
): Promise<readonly types.PlainTextOption[]> {
  const { data } = asked.safeParse(body)
  if (!data) return []
  const { user, action_id: slot, value: typed, view } = data
  const service = view?.state.values.service?.service.selected_option?.value
  const wish: Suggestion = {
    ...{ intent: 'deploy.start', slot, typed, by: userId(user.id) },
    ...(service !== undefined && { service }),
  }
  const found = await within(inbox.suggest(wish), withinMs)
  const names = found.kind === 'done' ? found.value : []
  const own = slot === FIELDS.ref && typed.trim() !== '' && !names.includes(typed.trim()) ? [typed.trim()] : []
  return [...names, ...own]
    .filter((name) => name.length <= CHARS_IN_OPTION_VALUE)
    .slice(0, OPTIONS_IN_MENU)
    .map((name) => ({
      text: { type: 'plain_text', text: cutEnd(visible(name), CHARS_IN_OPTION), emoji: false },
      value: name,
    }))
}
