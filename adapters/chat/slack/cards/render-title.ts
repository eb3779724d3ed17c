import type { types } from '@slack/bolt'
import type { Card, Tone } from '../../../../src/domain/card.ts'
import { slackUser } from '../addresses.ts'
import { CHARS_IN_HEADER } from '../limits.ts'
import { cutEnd, visible } from './exact-text.ts'
import { plainText } from './plain-text.ts'
import { mention, paragraph, type RichText, text } from './rich-text.ts'

/**
 * Slack colours only attachments, and folds those away behind "Show more" with the buttons in them; so the tone is a
 * mark before the title.
 */
const TONE_MARKS = {
  neutral: '',
  progress: '🔵 ',
  success: '🟢 ',
  warning: '🟡 ',
  danger: '🔴 ',
} as const satisfies Record<Tone, string>

/** Who is called, and the title: as a header, or in bold where a header would cut it. */
export function renderTitle({ title = '', tone, mention: called }: Card, max: number): readonly TitleBlock[] {
  const user = called && slackUser(called)
  const calling = user === undefined ? [] : [mention(user)]
  const shown = title.trim() === '' ? '' : TONE_MARKS[tone] + visible(title).replaceAll(/\s+/g, ' ').trim()
  const header = plainText(shown, Number.POSITIVE_INFINITY)
  if (shown === '' || header.text.length > Math.min(max, CHARS_IN_HEADER)) {
    const bold = text(cutEnd(shown, max), { bold: true })
    return paragraph([...calling, ...(calling.length > 0 && bold.length > 0 ? text(' ') : []), ...bold])
  }
  return [...paragraph(calling), { type: 'header', text: header }]
}

type TitleBlock = types.HeaderBlock | RichText
