import { z } from 'zod'
import { type PullRequestLink, pullRequestIn } from '../../pull-request-link.ts'

/** As the app's settings name them; see config/slack-manifest.yaml. */
export const SHORTCUTS = { deployPullRequest: 'deploy_pull_request', deploy: 'deploy' } as const

const person = z.object({ id: z.string(), name: z.string().optional(), username: z.string().optional() })
const onMessage = z.object({
  trigger_id: z.string(),
  user: person,
  channel: z.object({ id: z.string() }),
  message: z.looseObject({ ts: z.string(), thread_ts: z.string().optional() }),
})
const anywhere = z.object({ trigger_id: z.string(), user: person })

export interface ShortcutOnMessage {
  readonly trigger: string
  readonly user: string
  readonly name: string
  readonly channel: string
  /** The thread that the message stands in, or would start. */
  readonly threadTs: string
  readonly link: PullRequestLink | undefined
}

export function readShortcutOnMessage(body: unknown): ShortcutOnMessage | undefined {
  const { data } = onMessage.safeParse(body)
  if (!data) return undefined
  const { trigger_id: trigger, user, channel, message } = data
  return {
    ...{ trigger, user: user.id, name: nameOf(user), channel: channel.id },
    threadTs: message.thread_ts ?? message.ts,
    link: pullRequestIn([message.text, message.blocks, message.attachments]),
  }
}

/** A shortcut that is chosen nowhere in particular. */
export function readShortcut(body: unknown): { readonly trigger: string; readonly user: string } | undefined {
  const { data } = anywhere.safeParse(body)
  return data && { trigger: data.trigger_id, user: data.user.id }
}

const nameOf = ({ id, name, username }: z.infer<typeof person>): string => name ?? username ?? id
