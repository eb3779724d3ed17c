import fc from 'fast-check'
import { expect, test } from 'vitest'
import { discordCapacity } from '../../adapters/chat/discord/cards/capacity.ts'
import { slackCapacity } from '../../adapters/chat/slack/cards/capacity.ts'
import { fitCard } from '../../src/cards/fit-card.ts'
import type { Block, Card } from '../../src/domain/card.ts'
import { renderCard as renderInDiscord } from '../support/cards-in-discord.ts'
import { renderCard as renderInSlack } from '../support/cards-in-slack.ts'
import { ENGLISH_CARDS } from '../support/chat-speech.ts'

const PLATFORMS = [
  ['Slack', slackCapacity(ENGLISH_CARDS), (card: Card) => JSON.stringify(renderInSlack(card).blocks)],
  ['Discord', discordCapacity(ENGLISH_CARDS), (card: Card) => JSON.stringify(renderInDiscord(card).container)],
] as const

/** Words that can be told apart, with marks that platforms escape and letters of many bytes between them. */
const numbered = (count: number, mark: string, gap: string): string =>
  Array.from({ length: count }, (_, index) => `w${index}w${mark}`).join(gap)

const marks = fc.constantFrom('', ' *_~`', ' 👩‍🚀', ' <&>', ' äöü', '-'.repeat(30))
const gaps = fc.constantFrom(' ', '\n', '\n\n')
const count = fc.integer({ min: 1, max: 500 })
const saidAtLength = fc.tuple(count, marks, gaps).map(([words, mark, gap]) => numbered(words, mark, gap))

const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom('text' as const, 'code' as const), text: saidAtLength }),
  fc.array(fc.tuple(fc.constant('Task'), saidAtLength), { minLength: 1, maxLength: 6 }).map((all) => ({
    kind: 'fields' as const,
    fields: all.map(([label, value]) => ({ label, value })),
  })),
  fc.tuple(fc.integer({ min: 1, max: 150 }), fc.constantFrom('ok', 'a longer cell')).map(([rows, cell]) => ({
    kind: 'table' as const,
    columns: ['Service', 'State'],
    rows: Array.from({ length: rows }, (_, index) => [`w${index}w`, cell]),
  })),
)

const wordsOf = (text: string): readonly string[] => text.match(/w\d+w/g) ?? []

test.each(PLATFORMS)(
  '%s shows all of an answer that is divided, and cuts none of its messages',
  (_, capacity, render) => {
    const anyCard = fc.record({
      tone: fc.constant('neutral' as const),
      blocks: fc.array(anyBlock, { minLength: 1, maxLength: 4 }),
    })
    fc.assert(
      fc.property(anyCard, (card) => {
        const parts = fitCard(card, capacity)
        if (parts.some(({ blocks }) => blocks.some(({ kind }) => kind === 'file'))) return
        const shown = wordsOf(parts.map(render).join('\n')).toSorted()
        expect(shown).toEqual(wordsOf(JSON.stringify(card.blocks)).toSorted())
      }),
      { numRuns: 60 },
    )
  },
)

test.each(PLATFORMS)('%s shows a short answer as one message, as it is', (_, capacity) => {
  const table = { kind: 'table', columns: ['Service'], rows: [['billing']] } as const
  const short: Card = {
    ...{ tone: 'success', title: 'Deployed', footnote: 'TASK-7' },
    blocks: [{ kind: 'text', text: 'billing is live.' }, table, { kind: 'code', text: 'ok' }],
  }
  expect(fitCard(short, capacity)).toEqual([short])
})
