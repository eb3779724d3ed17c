import type { webApi } from '@slack/bolt'
import type { Logger } from 'pino'
import { createRecent } from '../../recent.ts'
import { renderNotice } from '../cards/render-card.ts'
import { isOutside } from '../slack-errors.ts'
import type { HeardCommand } from './read-interaction.ts'

/** Where the conversation about a command continues. `outside`: the bot is not in that channel. */
export type Echo =
  | { readonly kind: 'thread'; readonly ts: string }
  /** Slack does not say whether it was posted. No request may be lost: the conversation continues in the channel. */
  | { readonly kind: 'channel' }
  | { readonly kind: 'outside' }

/** Slack shows a slash command to nobody, so what was asked is posted, by whom, and all that follows stands in its thread. */
export interface EchoCommands {
  post(heard: HeardCommand): Promise<Echo>
  /** Takes back the echo of what could not be recorded. Never throws. */
  remove(heard: HeardCommand, echo: Echo): Promise<void>
}

/** Of how many commands it is remembered that they were echoed, in case one is delivered again. */
const REMEMBERED = 1_000

export function createEchoCommands(
  client: webApi.WebClient,
  redact: (text: string) => string,
  log: Logger,
): EchoCommands {
  const echoes = createRecent<string, Promise<Echo>>(REMEMBERED)

  async function post({ place, echo }: HeardCommand): Promise<Echo> {
    try {
      const notice = renderNotice(redact(echo))
      const { ts } = await client.chat.postMessage({
        ...{ channel: place.channel, ...notice, mrkdwn: false },
        ...(place.threadTs && { thread_ts: place.threadTs }),
      })
      return ts ? { kind: 'thread', ts } : { kind: 'channel' }
    } catch (error) {
      if (isOutside(error)) return { kind: 'outside' }
      log.warn({ err: error, channel: place.channel }, 'a slash command could not be shown in its channel')
      return { kind: 'channel' }
    }
  }

  return {
    async post(heard) {
      const echo = await (echoes.get(heard.name) ?? echoes.keep(heard.name, post(heard)))
      // A form stays open, and is sent again under the same name for another channel.
      if (echo.kind === 'outside') echoes.forget(heard.name)
      return echo
    },
    async remove({ place, name }, echo) {
      echoes.forget(name)
      if (echo.kind !== 'thread') return
      await client.chat
        .delete({ channel: place.channel, ts: echo.ts })
        .catch((error: unknown) => log.warn({ err: error, channel: place.channel }, 'an echo could not be taken back'))
    },
  }
}
