/** How often an app may call a method in a workspace. https://docs.slack.dev/apis/web-api/rate-limits */
export const CALLS_A_MINUTE = { 1: 1, 2: 20, 3: 50, 4: 100 } as const
export type Tier = keyof typeof CALLS_A_MINUTE

/** The tier of each method, as its reference says; the rest are not counted. */
export const TIERS: Readonly<Record<string, Tier>> = {
  'apps.connections.open': 1,
  'assistant.threads.setTitle': 2,
  'assistant.threads.setSuggestedPrompts': 2,
  'chat.update': 3,
  'chat.delete': 3,
  'chat.postEphemeral': 4,
  'chat.startStream': 2,
  'chat.stopStream': 2,
  'chat.appendStream': 4,
  'conversations.open': 3,
  'conversations.info': 3,
  'conversations.history': 3,
  'conversations.replies': 3,
  'conversations.members': 4,
  'files.getUploadURLExternal': 4,
  'files.completeUploadExternal': 4,
  'reactions.add': 3,
  'reactions.remove': 2,
  'usergroups.list': 2,
  'usergroups.users.list': 2,
  'users.info': 4,
  'views.open': 4,
  'views.push': 4,
  'views.update': 4,
  'views.publish': 4,
}

/** `chat.postMessage`: about one a second in a channel, of which a few may come at once. */
export const POSTS_A_SECOND = 1
export const POSTS_AT_ONCE = 3

/** Permissions that a method needs, where the bot's token is told to have only some. */
export const SCOPES: Readonly<Record<string, string>> = {
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'chat.delete': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.startStream': 'chat:write',
  'chat.appendStream': 'chat:write',
  'chat.stopStream': 'chat:write',
  'assistant.threads.setStatus': 'chat:write',
  'conversations.open': 'im:write',
  'conversations.history': 'channels:history',
  'conversations.replies': 'channels:history',
  'files.getUploadURLExternal': 'files:write',
  'files.completeUploadExternal': 'files:write',
  'reactions.add': 'reactions:write',
  'reactions.remove': 'reactions:write',
  'users.info': 'users:read',
  'usergroups.list': 'usergroups:read',
  'usergroups.users.list': 'usergroups:read',
}

/** A `response_url` takes so many answers, and no longer than this. */
export const RESPONSES = 5
export const RESPONSES_WITHIN_MS = 30 * 60_000
