import type { webApi } from '@slack/bolt'
import type { Logger } from 'pino'
import type { ConnectedChat, StopThinking } from '../../../../src/ports/chat-platform.ts'
import { addressOf, isDirect } from '../addresses.ts'
import { slackErrorCode } from '../slack-errors.ts'

/** Slack's words for an app that has no assistant, or whose installation does not allow it: asking again is of no use. */
const NO_ASSISTANT: ReadonlySet<string> = new Set(['missing_scope', 'not_allowed_token_type', 'unknown_method'])

/**
 * The line under an assistant's thread: “Shipmate is thinking…”. Slack shows it only there, and takes it away when an
 * answer comes or after two minutes. https://docs.slack.dev/reference/methods/assistant.threads.setStatus
 */
export function createThinking(client: webApi.WebClient, log: Logger): NonNullable<ConnectedChat['thinking']> {
  let isPossible = true

  async function setStatus(channel: string, threadTs: string, status: string): Promise<boolean> {
    try {
      await client.assistant.threads.setStatus({ channel_id: channel, thread_ts: threadTs, status })
      return true
    } catch (error) {
      if (NO_ASSISTANT.has(slackErrorCode(error) ?? '')) isPossible = false
      log.debug({ err: error }, 'slack does not show that an answer is coming')
      return false
    }
  }

  return async (thread, words): Promise<StopThinking | undefined> => {
    const { channel, threadTs } = addressOf(thread)
    if (!isPossible || !isDirect(channel) || threadTs === undefined) return undefined
    if (!(await setStatus(channel, threadTs, words))) return undefined
    return async () => void (await setStatus(channel, threadTs, ''))
  }
}
