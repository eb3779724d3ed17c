import type { webApi } from '@slack/bolt'
import type { Logger } from 'pino'
import type { Block, Card } from '../../../../src/domain/card.ts'
import type { CardWords } from '../../../../src/domain/platform-words.ts'
import type { Address } from '../addresses.ts'
import { isPassing, slackErrorCode } from '../slack-errors.ts'

/**
 * Puts the files of a card beneath its message. The message stands by then: what cannot be attached is said there, and
 * nothing is posted again for it. Throws when Slack may take them at another time.
 * @param there Names of files that an earlier attempt has attached.
 */
export async function attachFiles(
  { client, log }: { readonly client: webApi.WebClient; readonly log: Logger },
  { channel, threadTs }: Address,
  card: Card,
  { fileLacksPermission, fileRefused }: CardWords,
  there: ReadonlySet<string> = new Set(),
): Promise<void> {
  for (const file of card.blocks.filter(isFile)) {
    if (there.has(file.name)) continue
    const where = { channel_id: channel, ...(threadTs && { thread_ts: threadTs }) }
    try {
      await client.filesUploadV2({ ...where, filename: file.name, content: file.text } as never)
    } catch (error) {
      // The next try finds the message, and attaches what is missing.
      if (isPassing(error)) throw new Error('slack has the message and not yet its files', { cause: error })
      log.warn({ err: error }, 'slack took no file')
      const said = (slackErrorCode(error) === 'missing_scope' ? fileLacksPermission : fileRefused)(file)
      const thread = threadTs ? { thread_ts: threadTs } : {}
      await client.chat.postMessage({ channel, ...thread, text: said, mrkdwn: false }).catch(() => undefined)
    }
  }
}

export const hasFiles = ({ blocks }: Card): boolean => blocks.some(isFile)

const isFile = (block: Block): block is Extract<Block, { kind: 'file' }> => block.kind === 'file'
