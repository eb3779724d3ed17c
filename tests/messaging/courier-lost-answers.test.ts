import { expect, onTestFinished, test } from 'vitest'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { createMemoryStore } from '../../adapters/store/memory/memory-store.ts'
import { cardText } from '../../src/cards/card-text.ts'
import { sentenceCard } from '../../src/cards/sentence-card.ts'
import type { EventBody } from '../../src/domain/event.ts'
import { startCourier } from '../../src/messaging/courier.ts'
import type { ChatPlatform } from '../../src/ports/chat-platform.ts'
import type { DesiredMessage } from '../../src/ports/outbox.ts'
import { noTracing } from '../../src/ports/tracing.ts'

const saying = (text: string): DesiredMessage => ({
  key: 'reply-1',
  to: { kind: 'thread', thread: 'discord:1:2' },
  card: sentenceCard(text),
  urgency: 'answer',
  correlationId: 'c',
})

/** A platform that finds a message by its key until it is edited, and does what it says no more of. */
function platformThatLosesAnswers() {
  const messages: { readonly key: string | undefined; readonly text: string }[] = []
  let lost = 0
  const answered = (): void => {
    if (lost === 0) return
    lost -= 1
    throw new Error('socket hang up')
  }
  const platform: ChatPlatform = {
    name: 'discord',
    async post(_, card, { key, mayExist }) {
      const found = mayExist ? messages.findIndex((message) => message.key === key) : -1
      if (found >= 0) return `discord:1:2:${found}`
      messages.push({ key, text: cardText(card) })
      answered()
      return `discord:1:2:${messages.length - 1}`
    },
    async edit(ref, card) {
      messages[Number(ref.split(':').at(-1))] = { key: undefined, text: cardText(card) }
      answered()
    },
  }
  const loseNext = (): void => {
    lost += 1
  }
  return { platform, messages, loseNext }
}

test('a message is not posted twice when the answers to its post and to its first edit are lost', async () => {
  const clock = createHandClock(new Date('2026-03-10T10:00:00.000Z'))
  const { outbox } = createMemoryStore<EventBody>([])
  const { platform, messages, loseNext } = platformThatLosesAnswers()
  await outbox.narrate([saying('one')], 0, 1)
  loseNext()
  const courier = startCourier({ platform, outbox, clock, tracing: noTracing, onError: () => {} })
  onTestFinished(() => courier.stop())
  await courier.settled()
  await outbox.narrate([saying('two')], 1, 2)
  loseNext()
  for (let time = 0; time < 6; time += 1) {
    clock.moveTo(new Date(clock.now().getTime() + 5_000))
    await courier.settled()
  }
  expect(messages.map(({ text }) => text)).toEqual(['two'])
})
