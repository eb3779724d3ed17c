import type { types } from '@slack/bolt'

/**
 * Rich text takes its texts literally: nothing in them formats, mentions or links, and nothing needs escaping.
 * https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
 */
export type RichText = types.RichTextBlock
export type Inline = types.RichTextSection['elements'][number]

/** Slack refuses an element without text, hence a list of none or one. */
export function text(text: string, style?: types.RichTextText['style']): readonly Inline[] {
  return text === '' ? [] : [{ type: 'text', text, ...(style && { style }) }]
}

export function mention(user: string): Inline {
  return { type: 'user', user_id: user }
}

export function link(url: string, text: string): Inline {
  return { type: 'link', url, text }
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
