import type { webApi } from '@slack/bolt'
import type { Logger } from 'pino'
import type { Card } from '../../../../src/domain/card.ts'
import type { ChartPainter } from '../../../../src/ports/chart-painter.ts'
import type { ChatSpeech } from '../../../../src/ports/chat-speech.ts'
import { createRecent } from '../../recent.ts'
import { cutEnd, visible } from '../cards/exact-text.ts'
import { chartName, type Picture } from '../cards/picture.ts'
import { chartsToPaint } from '../cards/render-picture.ts'
import { CHARS_IN_ALT_TEXT } from '../limits.ts'
import { slackErrorCode } from '../slack-errors.ts'
import { within } from '../within.ts'

/** A message waits no longer than this for a picture: its table says the same, and the next edit shows it. */
const PATIENCE_MS = 10_000
/** After Slack has refused a file for lack of a scope, which an operator may add. */
const RETRY_MS = 10 * 60 * 1_000
/** Charts of which the file is known: an edit that leaves a chart as it is shows the same file. */
const REMEMBERED = 500

export interface PicturesParts {
  readonly client: webApi.WebClient
  /** Left out where nothing draws. */
  readonly painter: ChartPainter | undefined
  readonly log: Logger
  readonly speech: Pick<ChatSpeech, 'wordsIn'>
}

/** The charts of a card as files of Slack. Never rejects: a chart without one is its table alone. */
export type PicturesOf = (card: Card) => Promise<readonly Picture[]>

export function createPictures({ client, painter, log, speech }: PicturesParts): PicturesOf {
  const files = createRecent<string, Promise<string>>(REMEMBERED)
  let refusedUntil = 0

  async function upload({ chart, alt }: ReturnType<typeof chartsToPaint>[number], paint: ChartPainter, title: string) {
    const name = chartName(chart)
    const shared =
      files.get(name) ??
      files.keep(
        name,
        paint.paint(chart).then((png) => share(client, png, alt, title)),
      )
    try {
      return { chart, file: await shared }
    } catch (error) {
      files.forget(name)
      throw error
    }
  }

  function noteRefusal(error: unknown): void {
    if (slackErrorCode(error) === 'missing_scope') refusedUntil = Date.now() + RETRY_MS
    log.warn({ err: error }, 'a chart is shown as its table: it was not drawn or not uploaded')
  }

  return async (card) => {
    const charts = painter === undefined || Date.now() < refusedUntil ? [] : chartsToPaint(card)
    if (painter === undefined || charts.length === 0) return []
    const title = speech.wordsIn(card.language).cards.chart
    const outcomes = await Promise.all(charts.map((picture) => within(upload(picture, painter, title), PATIENCE_MS)))
    return outcomes.flatMap((one) => {
      if (one.kind === 'done') return [one.value]
      if (one.kind === 'failed') noteRefusal(one.error)
      return []
    })
  }
}

/** Into no channel: the messages that show it do that. */
async function share(client: webApi.WebClient, png: Uint8Array, alt: string, title: string): Promise<string> {
  const shared = await client.filesUploadV2({
    file: Buffer.from(png),
    filename: 'chart.png',
    title,
    alt_text: cutEnd(visible(alt), CHARS_IN_ALT_TEXT),
  })
  const id = (shared as { readonly files?: readonly { readonly files?: readonly { readonly id?: string }[] }[] })
    .files?.[0]?.files?.[0]?.id
  if (id === undefined) throw new Error('slack took a file and did not say which')
  return id
}
