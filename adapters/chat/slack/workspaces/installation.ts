import { z } from 'zod'

/** What is kept of the bot's installation in a workspace or organisation: what it takes to be heard there and to answer. */
export const installation = z.object({
  /** Whose ids it qualifies: `T2`, or `E1` of an organisation, in which people and channels have one id in all workspaces. */
  site: z.string(),
  /** The workspace that it was installed in; the same as `site` for a whole organisation. */
  team: z.string(),
  /** What people call it. */
  name: z.string(),
  enterprise: z.string().optional(),
  /** `xoxb-…` */
  token: z.string(),
  botUser: z.string(),
  botId: z.string(),
  /** `https://dock.slack.com/`, for links to threads. */
  address: z.string().optional(),
})

export type Installation = z.infer<typeof installation>
