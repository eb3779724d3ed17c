import type { UserId } from '../../../../src/domain/ids.ts'
import type { PlatformWords } from '../../../../src/domain/platform-words.ts'
import type { PersonWords } from '../../person-words.ts'
import { createRecent } from '../../recent.ts'
import { userId } from '../addresses.ts'
import { within } from '../within.ts'
import type { DescribePerson } from './person-facts.ts'

/** What is said beside the acknowledgement may come so much later, to be in the right language. */
const PATIENCE_MS = 800
/** After a look-up that failed, which may be for lack of a scope. */
const RETRY_MS = 60 * 1_000
/** In a burst the others are told in the usual language, or looked up when they act again. */
const ASKED_AT_ONCE = 8
const PEOPLE_REMEMBERED = 10_000

/** The words that people in Slack are told things in. Slack's payloads do not say how somebody has set theirs. */
export interface WordsOfPeople {
  /** Has it looked up, where it is not known, so that it is known by the time something is said. Returns at once. */
  expect(user: string): void
  /** Without waiting, for what Slack waits for: English at once is better than late. */
  now(user: string): PlatformWords
  /** For what Slack does not wait for; never throws, and takes little time. @param text What they have just said. */
  soon(user: string, text?: string): Promise<PlatformWords>
}

export interface WordsOfPeopleParts {
  readonly words: PersonWords
  readonly describe: DescribePerson
  readonly beside: (work: Promise<void>) => void
}

export function createWordsOfPeople({ words, describe, beside }: WordsOfPeopleParts): WordsOfPeople {
  const nextLook = createRecent<UserId, number>(PEOPLE_REMEMBERED)
  const underWay = new Map<UserId, Promise<void>>()

  /** Whatever is learned of somebody is kept where it is asked: see `describeAndLearn`. */
  async function ask(person: UserId, user: string): Promise<void> {
    nextLook.keep(person, Date.now() + RETRY_MS)
    await within(describe(user), PATIENCE_MS)
    underWay.delete(person)
  }

  async function look(user: string): Promise<void> {
    const person = userId(user)
    if (words.knows(person)) return
    const begun = underWay.get(person)
    if (begun) return begun
    if (underWay.size >= ASKED_AT_ONCE || (nextLook.get(person) ?? 0) > Date.now()) return
    const asked = ask(person, user)
    underWay.set(person, asked)
    await asked
  }

  return {
    expect: (user) => beside(look(user)),
    now: (user) => words.of(userId(user)),
    async soon(user, text) {
      await look(user)
      return words.of(userId(user), text === undefined ? {} : { text })
    },
  }
}

/** Keeps how people have set their Slack, whatever they are asked about for. */
export function describeAndLearn(describe: DescribePerson, words: PersonWords): DescribePerson {
  return async (user) => {
    const facts = await describe(user)
    words.learned(userId(user), facts.locale ?? '')
    return facts
  }
}
