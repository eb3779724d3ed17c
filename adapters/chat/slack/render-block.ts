import type { types } from '@slack/bolt'
import type { Block, Button, Field, ProgressStep } from '../../../src/domain/card.ts'
import { threadUrl } from './addresses.ts'
import { cutEnd, cutStart, escapeWithin, visible } from './exact-text.ts'
import { CHARS_ON_BUTTON } from './limits.ts'
import { link, paragraph, preformatted, text } from './rich-text.ts'
import { tableText } from './table-text.ts'

const STEP_MARKS = { done: '✅', active: '⏳', pending: '▫️', failed: '❌' } as const satisfies Record<
  ProgressStep['state'],
  string
>

/** A block of a card in Slack's form, with at most about `max` characters; nothing when there is nothing to show. */
export function renderBlock(
  block: Block,
  max: number,
  workspace: string | undefined,
): readonly (types.RichTextBlock | types.ActionsBlock)[] {
  switch (block.kind) {
    case 'text':
      return paragraph(text(cutEnd(visible(block.text), max)))
    case 'fields':
      return paragraph(block.fields.flatMap((field, index) => fieldLine(field, index, max / block.fields.length)))
    case 'table':
      return preformatted(tableText(block.columns, block.rows, max))
    case 'code':
      return preformatted(cutStart(visible(block.text), max))
    case 'file':
      return preformatted(cutStart(visible(block.preview), max))
    case 'link':
      return linkLine(block, max, workspace)
    case 'progress':
      return paragraph(text(cutEnd(block.steps.map(stepLine).join('\n'), max)))
    case 'buttons':
      return block.buttons.length === 0 ? [] : [{ type: 'actions', elements: block.buttons.map(renderButton) }]
  }
}

/** The longer one of label and value gives way, so that one long field cannot push the others out. */
function fieldLine({ label, value, url }: Field, index: number, max: number) {
  const half = Math.floor(max / 2)
  const start = index === 0 ? '' : '\n'
  const name = `${start}${cutEnd(visible(label), half)}: `
  const shown = cutEnd(visible(value), half)
  return [...text(name, { bold: true }), ...(url !== undefined && shown !== '' ? [link(url, shown)] : text(shown))]
}

/** Nothing where the thread's address is not known. */
function linkLine({ label, thread }: Extract<Block, { kind: 'link' }>, max: number, workspace: string | undefined) {
  const url = workspace === undefined ? undefined : threadUrl(thread, workspace)
  return paragraph(url === undefined ? [] : [link(url, cutEnd(visible(label), max))])
}

export function stepLine({ label, state }: ProgressStep): string {
  return `${STEP_MARKS[state]} ${visible(label)}`
}

function renderButton({ id, label, style }: Button): types.Button {
  const shown = escapeWithin(label.trim() === '' ? '…' : label, CHARS_ON_BUTTON)
  return {
    type: 'button',
    action_id: id,
    text: { type: 'plain_text', text: shown, emoji: false },
    ...(style === 'plain' ? {} : { style }),
  }
}
