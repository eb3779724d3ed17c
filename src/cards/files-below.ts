import type { Block, Card } from '../domain/card.ts'

/**
 * The messages of an answer with no file in the first of them, which may take the place of a thought that is shown already: for
 * platforms that attach files to new messages alone. Buttons and the footnote stay in the last. Pure.
 */
export function filesBelow(cards: readonly Card[]): readonly Card[] {
  const [first, second, ...rest] = cards
  if (!first?.blocks.some(isFile)) return cards
  const files = first.blocks.filter(isFile)
  const others = first.blocks.filter((block) => !isFile(block))
  if (others.every(isButtons) && first.title === undefined) return cards
  if (second) return [{ ...first, blocks: others }, { ...second, blocks: [...files, ...second.blocks] }, ...rest]
  const { title: _, mention: __, listed: ___, refuses: ____, footnote, ...plain } = first
  const { footnote: _____, ...top } = first
  return [
    { ...top, blocks: others.filter((block) => !isButtons(block)) },
    { ...plain, blocks: [...files, ...others.filter(isButtons)], ...(footnote !== undefined && { footnote }) },
  ]
}

const isFile = ({ kind }: Block): boolean => kind === 'file'

const isButtons = ({ kind }: Block): boolean => kind === 'buttons'
