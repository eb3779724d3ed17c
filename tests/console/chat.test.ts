import { expect, test } from 'vitest'
import type { ShownCard, ShownMessage } from '../../console/api/shapes.ts'
import { afterHappening, awaitsAnswer, NOTHING_SAID } from '../../console/pages/chat/conversation-state.ts'
import { messageView } from '../../console/pages/chat/message-view.ts'
import { cardInShort, cardView } from '../../console/view/card.ts'
import type { CardButton } from '../../console/view/card-block.ts'
import { drawn } from './drawn.ts'

const STILL = { press: () => {} }

const said = (id: string, position: number, second: number, more: Partial<ShownMessage> = {}): ShownMessage => ({
  ...{ id, position, at: `2026-11-30T10:00:0${second}.000Z`, from: 'you', content: id },
  ...more,
})

const written = (...messages: ShownMessage[]) => ({ kind: 'written', messages }) as const

test('an edit takes the place of what it edits, in the order of what was said first', () => {
  const before = afterHappening(NOTHING_SAID, written(said('a', 1, 0), said('b', 2, 1)))
  const after = afterHappening(before, written(said('a', 3, 0, { content: 'edited' })))
  expect(after.messages.map(({ content }) => content)).toEqual(['edited', 'b'])
  const late = afterHappening(after, written(said('a', 1, 0)))
  expect(late.messages[0]?.content).toBe('edited')
})

test('what was typed is shown until it comes back', () => {
  const sent = afterHappening(NOTHING_SAID, { kind: 'sent', text: 'status' })
  expect([sent.sending, awaitsAnswer(sent)]).toEqual([['status'], true])
  const back = afterHappening(sent, written(said('m', 1, 0, { content: 'status' })))
  expect([back.sending, awaitsAnswer(back)]).toEqual([[], true])
  const answered = afterHappening(back, written(said('r', 2, 1, { from: 'shipmate', correlation_id: 'm' })))
  expect(awaitsAnswer(answered)).toBe(false)
  expect(afterHappening(sent, { kind: 'not-sent', text: 'status' }).sending).toEqual([])
})

const CARD: ShownCard = {
  title: 'Deploy billing to production',
  tone: 'warning',
  blocks: [
    { kind: 'text', text: '<b>TASK-3</b> ran & failed' },
    {
      kind: 'fields',
      fields: [
        { label: 'Commit', value: 'abc', url: 'https://code.example/abc' },
        { label: 'Change', value: 'CHG-7' },
      ],
    },
    { kind: 'table', columns: ['Service', 'Version'], rows: [['billing', 'v1']] },
    { kind: 'code', text: 'line 1\nline 2' },
    { kind: 'file', name: 'build.log', text: 'all', preview: 'the end' },
    {
      kind: 'progress',
      steps: [
        { label: 'build', state: 'done' },
        { label: 'deploy', state: 'active' },
      ],
    },
    { kind: 'link', label: 'The conversation', thread: 'web:11111111-2222-4333-8444-555555555555' },
    {
      kind: 'buttons',
      buttons: [
        { id: 'b-1', label: 'Confirm', style: 'primary' },
        { id: 'b-2', label: 'Cancel', style: 'plain' },
      ],
    },
  ],
  footnote: 'asked by ana',
}

test('a card shows every kind of block, and what others wrote in it stays text', () => {
  const { text, all } = drawn(cardView(CARD, STILL))
  expect(text).toContain('<b> TASK-3 </b> ran & failed')
  expect(all('a').map(({ href, text }) => [href, text])).toEqual([
    ['#/deployments/TASK-3', 'TASK-3'],
    ['https://code.example/abc', 'abc'],
    ['#/changes/CHG-7', 'CHG-7'],
    ['#/chat/11111111-2222-4333-8444-555555555555', 'The conversation'],
  ])
  expect(all('th').map(({ text }) => text)).toEqual(['Service', 'Version'])
  expect(all('pre').map(({ text }) => text)).toEqual(['line 1 line 2', 'the end'])
  expect(all('li').map(({ text }) => text)).toEqual(['done : build', 'in progress : deploy'])
  expect(all('b')).toEqual([])
})

test('a button is pressed once: until the answer, no button of its card can be', () => {
  const pressed: CardButton[] = []
  const open = drawn(cardView(CARD, { press: (button) => pressed.push(button) })).all('button')
  for (const { text, onClick } of open) if (text === 'Confirm') (onClick as () => void)()
  expect(pressed.map(({ id }) => id)).toEqual(['b-1'])
  const waiting = drawn(cardView(CARD, { ...STILL, pressed: 'b-1' })).all('button')
  expect(waiting.filter(({ text }) => text !== 'Download').map((one) => [one.disabled, one['aria-busy']])).toEqual([
    [true, 'true'],
    [true, undefined],
  ])
})

test('a message leads to the events that came of it', () => {
  const mine = drawn(messageView(said('m-1', 1, 0, { content: 'status' }), STILL, undefined))
  expect(mine.all('a').map(({ href }) => href)).toEqual(['#/events?correlation=m-1'])
  const bots = said('r', 2, 1, { from: 'shipmate', card: CARD, correlation_id: 'm-1' })
  const answer = drawn(messageView(bots, STILL, 'Already confirmed by ana.'))
  expect(answer.all('a')[0]?.href).toBe('#/events?correlation=m-1')
  expect(answer.text).toMatch(/^Shipmate .* Already confirmed by ana\.$/)
})

test('a screen reader says the title and the first words of what came', () => {
  expect(cardInShort(CARD)).toBe('Deploy billing to production <b>TASK-3</b> ran & failed')
})
