import { expect, test } from 'vitest'
import { slackCapacity } from '../../adapters/chat/slack/cards/capacity.ts'
import type { Block, Card } from '../../src/domain/card.ts'
import { fittedMessages } from '../../src/messaging/fitted-message.ts'
import type { DesiredMessage } from '../../src/ports/outbox.ts'
import { connected } from '../simulators/slack/connected.ts'
import { SPEECH } from '../support/chat-speech.ts'

const SLACK_CAPACITY = slackCapacity(SPEECH.wordsIn('en').cards)

const FILE: Block = { kind: 'file', name: 'payments.log', text: 'a\nb\nc', preview: 'c' }
const TEXT: Block = { kind: 'text', text: 'It failed.' }
const BUTTONS: Block = { kind: 'buttons', buttons: [{ id: 'x', label: 'Retry', style: 'primary' }] }

const answer = (card: Card): DesiredMessage => ({
  key: 'reply-1',
  to: { kind: 'thread', thread: 'slack:C0GENERAL:1700000000.000100' },
  card,
  urgency: 'answer',
  correlationId: 'c',
})

const fitted = (card: Partial<Card>): readonly Card[] =>
  fittedMessages(answer({ tone: 'neutral', blocks: [], ...card }), SLACK_CAPACITY).map((message) => message.card)

test('a file of an answer that takes the place of a thought on Slack is attached, to a message of its own', async () => {
  const { slack, chat } = await connected('http')
  const thought: Card = { tone: 'progress', blocks: [{ kind: 'text', text: 'Let me think…' }] }
  const { to } = answer(thought)
  const ref = await chat.post(to, thought, { key: 'reply-1', mayExist: false })
  const log = answer({ title: 'Log of payments', tone: 'neutral', blocks: [FILE] })
  const [first, second, ...more] = fittedMessages(log, chat.capacity)
  expect(more).toEqual([])
  if (first) await chat.edit(ref, first.card)
  if (second) await chat.post(to, second.card, { key: second.key, mayExist: false })
  expect(slack.files()).toHaveLength(1)
})

test('what stands beside the file stays above it, and buttons and the footnote below', () => {
  const card = { title: 'Failed', blocks: [TEXT, FILE, BUTTONS], footnote: 'read at 10:00' }
  expect(fitted(card)).toEqual([
    { title: 'Failed', tone: 'neutral', blocks: [TEXT] },
    { tone: 'neutral', blocks: [FILE, BUTTONS], footnote: 'read at 10:00' },
  ])
})

test('a file that nothing else stands beside stays where it is, since an empty message says nothing', () => {
  expect(fitted({ blocks: [FILE] })).toEqual([{ tone: 'neutral', blocks: [FILE] }])
})

test('a file of a long answer goes with the second of its messages', () => {
  const long: Block = { kind: 'text', text: `${'long '.repeat(400)}\n\n`.repeat(8) }
  const cards = fitted({ blocks: [TEXT, FILE, long] })
  expect(cards.map(({ blocks }) => blocks.some(({ kind }) => kind === 'file'))).toEqual([false, true, false])
})

test('a platform that attaches files to edits shows all in one message', () => {
  const { attachesOnlyToNew: _, ...capacity } = SLACK_CAPACITY
  expect(fittedMessages(answer({ title: 'Log', tone: 'neutral', blocks: [FILE] }), capacity)).toHaveLength(1)
})

test('a result takes the place of no thought, so it stays one message', () => {
  const message: DesiredMessage = {
    ...answer({ title: 'Failed', tone: 'danger', blocks: [FILE] }),
    key: 'result-TASK-1',
  }
  expect(fittedMessages(message, SLACK_CAPACITY)).toHaveLength(1)
})
