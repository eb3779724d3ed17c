import type { types } from '@slack/bolt'
import type { Moment } from '../../../../src/domain/card.ts'
import { CHARS_IN_URL } from '../limits.ts'
import { cutEnd } from './exact-text.ts'
import { stretches } from './moments.ts'

/**
 * Rich text takes its texts literally: nothing in them formats, mentions or links, and nothing needs escaping.
 * https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
 */
export type RichText = types.RichTextBlock
export type Inline = types.RichTextSection['elements'][number]
type Style = types.RichTextText['style']

/** Slack refuses an element without text, hence a list of none or one. */
export function text(text: string, style?: Style): readonly Inline[] {
  return text === '' ? [] : [{ type: 'text', text, ...(style && { style }) }]
}

/** The same, with the instants it names in each reader's own time. */
export function dated(words: string, moments: readonly Moment[] | undefined, style?: Style): readonly Inline[] {
  return stretches(words, moments).flatMap(({ text: part, moment }): readonly Inline[] =>
    moment === undefined
      ? text(part, style)
      : [
          {
            type: 'date',
            timestamp: moment.seconds,
            format: moment.format,
            fallback: part,
            ...(style && { style }),
          },
        ],
  )
}

export function mention(user: string): Inline {
  return { type: 'user', user_id: user }
}

/** A link; its text alone where Slack would refuse the address. */
export function link(url: string, words: string): readonly Inline[] {
  if (!isAddress(url)) return text(words)
  return words === '' ? [] : [{ type: 'link', url, text: words }]
}

/** Whether Slack takes it as an address that a browser opens. */
export function isAddress(url: string): boolean {
  return /^https?:\/\/[^\s<>|]+$/.test(url) && url.length <= CHARS_IN_URL && URL.canParse(url)
}

/** One paragraph; none when there is nothing in it. */
export function paragraph(elements: readonly Inline[]): readonly RichText[] {
  return elements.length === 0
    ? []
    : [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [...elements] }] }]
}

/** Text in a fixed-width font. */
export function preformatted(content: string): readonly RichText[] {
  if (content === '') return []
  return [
    { type: 'rich_text', elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: content }] }] },
  ]
}

/** As many of these as fit into `max` characters, the last one cut where it must be. */
export function cutInlines(inlines: readonly Inline[], max: number): readonly Inline[] {
  let left = max
  return inlines.flatMap((inline): readonly Inline[] => {
    if (left <= 0) return []
    if (inline.type !== 'text') {
      left -= inline.type === 'date' ? (inline.fallback?.length ?? 0) : 0
      return [inline]
    }
    const shown = cutEnd(inline.text, left)
    left -= shown.length
    return text(shown, inline.style)
  })
}
