import type { types } from '@slack/bolt'
import type { Moment } from '../../../../src/domain/card.ts'
import { CHARS_IN_CONTEXT } from '../limits.ts'
import { cutEnd, visible } from './exact-text.ts'
import { stretches } from './moments.ts'
import { plainText } from './plain-text.ts'
import { dated, paragraph, type RichText } from './rich-text.ts'

/**
 * Small and grey under everything. A context block shows instants in markup only, in which not every text can be
 * escaped; so a footnote that names one is rich text in italics.
 */
export function renderFootnote(
  footnote: string,
  moments: readonly Moment[] | undefined,
  max: number,
): readonly (types.ContextBlock | RichText)[] {
  const words = visible(footnote)
  if (words.trim() === '') return []
  if (stretches(words, moments).some(({ moment }) => moment !== undefined))
    return paragraph(dated(cutEnd(words, max), moments, { italic: true }))
  return [{ type: 'context', elements: [plainText(words, Math.min(CHARS_IN_CONTEXT, max))] }]
}
