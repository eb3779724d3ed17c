import type { SharedFile, SlackMessage, Workspace } from '../workspace.ts'

/** A message as the Web API gives it. */
export function wireMessage(workspace: Workspace, message: SlackMessage, withMetadata: boolean) {
  const { user, text, ts, threadTs, blocks, metadata, edits, reactions, subtype } = message
  const { botUser, botId, team } = workspace.installation
  return {
    type: 'message',
    user,
    text,
    ts,
    team,
    blocks,
    ...(subtype && { subtype }),
    ...(user === botUser && { bot_id: botId, app_id: 'A1' }),
    ...(threadTs && { thread_ts: threadTs }),
    ...(edits > 0 && { edited: { user, ts } }),
    ...(reactions &&
      reactions.length > 0 && { reactions: reactions.map((name) => ({ name, count: 1, users: [botUser] })) }),
    ...(withMetadata && metadata !== undefined && { metadata }),
  }
}

/** A file is shared by a message of its own. */
export function wireFile({ installation: { botUser, botId } }: Workspace, { name, ts, threadTs, id }: SharedFile) {
  const files = [{ ...(id && { id }), name }]
  return {
    type: 'message',
    user: botUser,
    bot_id: botId,
    text: '',
    ts,
    files,
    ...(threadTs && { thread_ts: threadTs }),
  }
}
