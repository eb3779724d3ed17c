import { expect, test } from 'vitest'
import { logWishesIn } from '../../src/conversation/log-wishes.ts'
import { exampleCatalog } from '../intents/support.ts'

const wordsIn = (said: string) => logWishesIn(said, exampleCatalog).words

test.each([
  ['grep timeout in the logs of payments', 'timeout'],
  ['show the logs of payments on staging with timeout', 'timeout'],
  ['show me lines with refused', 'refused'],
  ['zeig die Zeilen mit Zeitlimit aus den Logs von payments', 'Zeitlimit'],
  ['show the logs of payments containing refused', 'refused'],
  ['show the logs of payments with “connection refused”', 'connection refused'],
])('“%s” looks for “%s”', (said, word) => {
  expect(wordsIn(said)).toBe(word)
})

test.each([
  'show the logs of payments on staging, I am working with ben on it',
  'I am with olga, show the logs of payments',
  'show the logs of payments, I was asked about yesterday',
  'zeig mir die logs von payments, ich arbeite mit ben',
])('“%s” looks for no word', (said) => {
  expect(wordsIn(said)).toBeUndefined()
})
