import { expect, test } from 'vitest'
import { proposalPlace } from '../../src/app/wiring/proposal-place.ts'
import { sentenceCard } from '../../src/cards/sentence-card.ts'
import type { ConnectedChat } from '../../src/ports/chat-platform.ts'

const chat = (name: string): ConnectedChat =>
  ({ name, post: async () => `${name}:C1:7`, threadUnder: (message: string) => `${message}-thread` }) as never

const placeAmong = (channel: string | undefined, ...names: readonly string[]): Promise<string | undefined> =>
  proposalPlace(channel, Promise.resolve(names.map(chat))).open(sentenceCard('It proposes.'), 'proposal-m1')

test.each([
  ['in a thread of the channel', 'slack:C1', ['terminal', 'slack'], 'slack:C1:7-thread'],
  ['at the terminal', undefined, ['slack', 'terminal'], 'terminal:main'],
  ['nowhere without either, since nobody reads the session of a token', undefined, ['slack', 'web'], undefined],
  ['nowhere where the platform of the channel is away', 'slack:C1', ['terminal'], undefined],
])('people are asked %s', async (_, channel, names, place) => {
  expect(await placeAmong(channel, ...names)).toBe(place)
})
