import type { types } from '@slack/bolt'
import { escapeWithin } from './exact-text.ts'

/** A text that Slack formats in no way, of at most `max` characters; Slack refuses an empty one. */
export function plainText(text: string, max: number): types.PlainTextElement {
  return { type: 'plain_text', text: escapeWithin(text.trim() === '' ? '…' : text, max), emoji: false }
}
