import { expect, test } from 'vitest'
import { ASKING_WORDS } from '../../intents/languages.ts'
import { hear } from '../../src/conversation/hear.ts'
import { withoutOrdersBeyond } from '../../src/conversation/several/beyond-request.ts'
import { patternsFrom } from '../../src/conversation/several/patterns.ts'
import { severalRequests } from '../../src/conversation/several/several-requests.ts'
import { splitMessage } from '../../src/conversation/several/split-message.ts'
import { exampleCatalog, NO_CONTEXT, NOW, understandExample } from '../intents/support.ts'

const MESSAGE_CHARACTERS = 40_000
const longest = (part: string, length = MESSAGE_CHARACTERS) => part.repeat(length).slice(0, length)
/** How fast this machine is at this moment. */
const PROSE = longest('we looked at the dashboards for a while and nobody could say where it had come from ')
/** Text that makes a pattern backtrack takes thousands of times as long. */
const TIMES_PROSE = 20

let moment = NOW

const pieces = [
  '\n',
  ' ',
  ' \n',
  ', ',
  ',',
  '; ',
  '&& ',
  '| ',
  '\n$ ',
  ' and',
  ' tell a and',
  '. tell andand',
  '<@',
  '`',
]

test.each(pieces.map((piece) => JSON.stringify(piece)))('%s over and over does not hold up a conversation', (piece) => {
  const prose = quickestRunMs(() => understandExample(PROSE, NO_CONTEXT, anotherMoment()))
  for (const length of [299, 2_480, MESSAGE_CHARACTERS]) {
    const said = `deploy mail${longest(JSON.parse(piece), length - 12)}x`
    expect(quickestRunMs(() => converseWith(said))).toBeLessThan(TIMES_PROSE * prose)
  }
})

test('a message is divided in one pass, however long its blanks are', () => {
  const prose = quickestRunMs(() => understandExample(PROSE, NO_CONTEXT, anotherMoment()))
  for (const piece of [' ', '\n', ' \n', ', ']) {
    expect(quickestRunMs(() => splitMessage(`a${longest(piece)}x`, patternsFrom(ASKING_WORDS)))).toBeLessThan(
      TIMES_PROSE * prose,
    )
  }
})

/** What was read at the same moment is remembered. */
function anotherMoment(): Date {
  moment = new Date(moment.getTime() + 1)
  return moment
}

function converseWith(said: string): void {
  const now = anotherMoment()
  const { text } = hear(said, exampleCatalog)
  const understandAlone = (alone: string) => understandExample(alone, NO_CONTEXT, now)
  withoutOrdersBeyond(text, { alone: understandAlone }, ASKING_WORDS, undefined)
  const understanding = understandExample(text, NO_CONTEXT, now)
  const catalog = exampleCatalog
  severalRequests({
    text,
    understanding,
    unsure: false,
    dialogue: NO_CONTEXT,
    catalog,
    understand: understandExample,
    now,
    words: ASKING_WORDS,
  })
}

/** The processor's time, not the clock's. */
function quickestRunMs(run: () => unknown): number {
  const runs = Array.from({ length: 3 }, () => {
    const start = process.cpuUsage()
    run()
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1000
  })
  return Math.min(...runs)
}
