import { afterEach, expect, test, vi } from 'vitest'
import type { BotParts } from '../../src/app/bot.ts'
import type { WordsDecision } from '../../src/conversation/decide-words.ts'
import type { Understanding } from '../../src/domain/understanding.ts'
import { checkDialogues } from './check-dialogues.ts'
import type { Fault } from './judge-dialogue.ts'

/*
 * Each rule of the conversation is switched off in turn, as it was before there was one. If random dialogues did not find
 * that, they would prove nothing about a bot that has them all.
 */

type Rule =
  | 'a no takes back all that is open, and a yes is the next thing said'
  | 'a correction takes back the plan that it corrects'
  | 'a terminal shows again what is open after a restart'
  | 'a yes is one of a closed list of words'
  | 'a yes to a plan is said to the bot'
  | 'what was not said in the order is asked about'
  | 'what stands beside the order comes before earlier turns'

const { switchedOff } = vi.hoisted(() => ({ switchedOff: new Set<string>() }))
const isOff = (rule: Rule): boolean => switchedOff.has(rule)

vi.mock('../../src/conversation/decide-words.ts', async (original) => {
  const real = await original<typeof import('../../src/conversation/decide-words.ts')>()
  return {
    ...real,
    decideWords: (...[yes, said, context, texts]: Parameters<typeof real.decideWords>) => {
      const asIfAddressed = { ...said, overheard: said.overheard && !isOff('a yes to a plan is said to the bot') }
      const decision = real.decideWords(yes, asIfAddressed, context, texts)
      return isOff('a no takes back all that is open, and a yes is the next thing said') ? lenient(decision) : decision
    },
  }
})

vi.mock('../../src/domain/spoken-answer.ts', async (original) => {
  const real = await original<typeof import('../../src/domain/spoken-answer.ts')>()
  const listless = /^(?:<@\w+> )?(?:yes|sure|ok|confirm|go)\b/i
  return {
    ...real,
    isCorrection: (text: string) =>
      !isOff('a correction takes back the plan that it corrects') && real.isCorrection(text),
    spokenAnswer: (...given: Parameters<typeof real.spokenAnswer>) =>
      isOff('a yes is one of a closed list of words') && listless.test(given[0]) ? 'yes' : real.spokenAnswer(...given),
  }
})

vi.mock('../../src/conversation/show-open-again.ts', async (original) => {
  const real = await original<typeof import('../../src/conversation/show-open-again.ts')>()
  return {
    ...real,
    showOpenAgain: async (...given: Parameters<typeof real.showOpenAgain>) => {
      if (!isOff('a terminal shows again what is open after a restart')) await real.showOpenAgain(...given)
    },
  }
})

/** The plan that was asked last is all that a no reaches, and whatever is open is what a yes is for. */
function lenient(decision: WordsDecision): WordsDecision {
  if (decision.kind === 'withdraw') {
    const questions = decision.questions.slice(0, 1)
    return { ...decision, questions, confirmations: questions.length > 0 ? [] : decision.confirmations.slice(0, 1) }
  }
  const isPlan = decision.kind === 'ask-again' && decision.open.kind === 'confirmation'
  return isPlan && decision.why.includes('something else was said') ? { ...decision.open, kind: 'confirm' } : decision
}

/** Reads as if nothing had been taken from elsewhere, or as if what was said before came first. */
function alter(parts: BotParts): BotParts {
  const understand: BotParts['understand'] = (text, context, now) => {
    const read = parts.understand(text, context, now)
    if (isOff('what was not said in the order is asked about')) {
      const { besideRequest: _, ...rest } = read
      return { ...rest, carriedOver: [] }
    }
    if (!isOff('what stands beside the order comes before earlier turns')) return read
    const before = context.turns.findLast(({ by }) => by === context.by)?.slots ?? {}
    return read.carriedOver.length > 0 || read.nearMisses.length > 0 ? preferring(before, read) : read
  }
  return { ...parts, understand }
}

function preferring(before: Understanding['slots'], read: Understanding): Understanding {
  const slots = { ...read.slots, ...before }
  return { ...read, slots, nearMisses: [], missing: read.missing.filter((slot) => slots[slot] === undefined) }
}

afterEach(() => switchedOff.clear())

const COUNT = 3_000

/** With the seed that finds it soon; any other does later. */
test.each<[Rule, number, readonly Fault[]]>([
  [
    'a no takes back all that is open, and a yes is the next thing said',
    4,
    ['began after a no', 'began after other words', 'began what was asked before something else'],
  ],
  [
    'a correction takes back the plan that it corrects',
    4,
    ['left open after a correction', 'began after a correction', 'left the buttons of what is closed'],
  ],
  ['a terminal shows again what is open after a restart', 19, ['did not show again after a restart']],
  ['a yes is one of a closed list of words', 4, ['began on a word that is no yes']],
  ['a yes to a plan is said to the bot', 4, ['began on an overheard yes']],
  ['what was not said in the order is asked about', 4, ['took from beside the order without asking']],
  [
    'what stands beside the order comes before earlier turns',
    4,
    ['took an earlier name before the one beside the order'],
  ],
])('random dialogues find it out when it is no longer so that %s', async (rule, seed, faults) => {
  switchedOff.add(rule)
  const { violation } = await checkDialogues({ count: COUNT, seed, faults, alter, shrinks: false })
  expect(violation?.transcript).toContain('✗✗✗')
  expect(faults).toContain(violation?.faults[0])
})
