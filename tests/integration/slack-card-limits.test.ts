import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chartName } from '../../adapters/chat/slack/cards/picture.ts'
import type { SlackMessage } from '../../adapters/chat/slack/cards/render-card.ts'
import type { Card } from '../../src/domain/card.ts'
import { textsIn } from '../simulators/slack/block-rules.ts'
import { checkBlocks } from '../simulators/slack/blocks/check-blocks.ts'
import { anyBlock, anyCard } from '../support/any-card.ts'
import { renderCard, renderTextOnly } from '../support/cards-in-slack.ts'

/** As if every chart had been uploaded. */
function picturesOf({ blocks }: Card) {
  return blocks.flatMap((block) =>
    block.kind === 'table' && block.picture
      ? [{ chart: block.picture.chart, file: `F${chartName(block.picture.chart).length}` }]
      : [],
  )
}

/** What each button of a message hands back when it is pressed or chosen. */
function pressable({ blocks }: SlackMessage): readonly string[] {
  return blocks
    .flatMap((block) => (block.type === 'actions' ? block.elements : []))
    .flatMap((element) =>
      'options' in element ? (element.options ?? []).map(({ value }) => value ?? '') : [element.action_id ?? ''],
    )
}

test('any card is within what slack accepts, at any size asked for, with and without tables and pictures', () => {
  fc.assert(
    fc.property(anyCard, fc.constantFrom(11_000, 5_500, 1_375), fc.boolean(), (card, maxChars, isPlain) => {
      const { text, blocks } = renderCard(card, maxChars, { isPlain, pictures: picturesOf(card) })
      expect(checkBlocks(blocks)).toBeUndefined()
      expect(text.length).toBeGreaterThan(0)
      expect(text.length + textsIn(blocks).join('').length).toBeLessThanOrEqual(11_000)
      expect(renderTextOnly(card).text.length).toBeLessThanOrEqual(3_000)
    }),
    { numRuns: 60 },
  )
})

test('every button of a card with at most 25 of them can be pressed or chosen, and none twice', () => {
  fc.assert(
    fc.property(fc.array(anyBlock, { maxLength: 70 }), (blocks) => {
      const ids = new Set(
        blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : [])).map(({ id }) => id),
      )
      fc.pre(ids.size <= 25)
      expect(pressable(renderCard({ tone: 'neutral', blocks })).toSorted()).toEqual([...ids].toSorted())
    }),
    { numRuns: 60 },
  )
})

test('no text of a card becomes an instant, a mention or a link, unless the card says so', () => {
  fc.assert(
    fc.property(anyCard, (card) => {
      const { text, blocks } = renderCard({
        ...card,
        moments: [],
        blocks: card.blocks.filter(({ kind }) => kind !== 'fields'),
      })
      const kinds: string[] = []
      JSON.stringify(blocks, (key, value) => {
        if (key === 'type') kinds.push(value)
        return value
      })
      for (const kind of ['date', 'link', 'broadcast', 'mrkdwn']) expect(kinds).not.toContain(kind)
      expect(text.replace(/^<@U0ANA> /, '')).not.toMatch(/[<>]/)
    }),
    { numRuns: 60 },
  )
})
