import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { OpenStore } from '../../adapters/store/store.ts'
import type { Card } from '../../src/domain/card.ts'
import type { EventBody } from '../../src/domain/event.ts'
import type { ThreadId } from '../../src/domain/ids.ts'
import {
  type Claim,
  type DesiredMessage,
  type DueMessage,
  HOLDS_FOR,
  type Narrated,
  type Outbox,
  type Room,
  type Taken,
  type Taking,
} from '../../src/ports/outbox.ts'
import { freshName } from '../support/databases.ts'

const CLAIM_MS = 30_000
const NOW = new Date('2026-11-21T10:00:00Z')
const later = (ms: number): Date => new Date(NOW.getTime() + ms)

const card = (text: string): Card => ({ tone: 'neutral', blocks: [{ kind: 'text', text }] })

function message(key: string, text: string, more: Partial<DesiredMessage> = {}): DesiredMessage {
  return {
    key,
    to: { kind: 'thread', thread: 'slack:C1' },
    card: card(text),
    urgency: 'answer',
    correlationId: 'c',
    ...more,
  }
}

const inThread = (thread: ThreadId): Pick<DesiredMessage, 'to'> => ({ to: { kind: 'thread', thread } })

type Opened = Pick<OpenStore<EventBody>, 'store' | 'outbox'>

export function outboxContract(open: (schema: string) => Promise<Opened>): void {
  let opened: Opened
  let outbox: Outbox
  let position: number

  beforeEach(async () => {
    opened = await open(freshName())
    outbox = opened.outbox
    position = 0
  })
  afterEach(() => opened.store.close())

  const narrate = async (...messages: DesiredMessage[]): Promise<void> => {
    expect(await outbox.narrate(messages, position, position + 1)).toBeDefined()
    position += 1
  }
  const take = (now = NOW, more: Partial<Taking> = {}): Promise<Taken> =>
    outbox.take({ platform: 'slack', now, claimMs: CLAIM_MS, editsApartMs: 0, limit: 10, ...more })
  const taken = async (now = NOW, more: Partial<Taking> = {}): Promise<readonly DueMessage[]> =>
    (await take(now, more)).messages
  const takenKeys = async (now = NOW, more: Partial<Taking> = {}): Promise<readonly string[]> =>
    (await taken(now, more)).map(({ key }) => key)
  const show = async (key: string, revision: number, at = NOW): Promise<boolean> =>
    outbox.markDelivered(key, revision, `slack:${key}`, at)

  describe('narrating', () => {
    test('sets messages and moves the checkpoint together', async () => {
      expect(await outbox.narrate([message('m', 'hello')], 0, 4)).toEqual({ claimed: [], isMore: true })
      expect(await opened.store.checkpoints.read('narrator')).toBe(4)
      expect(await taken()).toEqual([{ ...message('m', 'hello'), revision: 1, attempted: false, failures: 0 }])
    })

    test('sets nothing when somebody else has moved the checkpoint', async () => {
      await narrate()
      expect(await outbox.narrate([message('m', 'hello')], 0, 4)).toBeUndefined()
      expect(await taken()).toEqual([])
    })

    test('raises the revision for a changed card only', async () => {
      await narrate(message('m', 'one'))
      await narrate(message('m', 'one'))
      await narrate(message('m', 'two'), message('m', 'three'))
      expect(await taken()).toMatchObject([{ revision: 2, card: card('three') }])
    })

    test('never moves a message to another place', async () => {
      await narrate(message('m', 'one'))
      await narrate(message('m', 'two', { to: { kind: 'direct', user: 'slack:U1' } }))
      expect(await taken()).toMatchObject([{ to: { kind: 'thread', thread: 'slack:C1' }, card: card('two') }])
    })
  })

  describe('narrating for couriers that have time', () => {
    const narrated = async (messages: readonly DesiredMessage[], more: Partial<Claim> = {}) => {
      position += 1
      return outbox.narrate(messages, position - 1, position, { platforms: ['slack'], now: NOW, limit: 10, ...more })
    }
    const keys = (result: Narrated | undefined) => result?.claimed.map(({ key }) => key)

    test('claims the first of each thread, and says that there are others', async () => {
      const first = [message('m', 'hello'), message('n', 'world', inThread('slack:C2'))]
      const claimed = first.map((one) => ({ ...one, revision: 1, attempted: false, failures: 0 }))
      expect(await narrated(first)).toEqual({ claimed, isMore: false })
      expect(await taken()).toEqual([])
      const next = [message('p', 'a bar', inThread('slack:C3')), message('q', 'a line', inThread('slack:C3'))]
      const result = await narrated([{ ...next[0], urgency: 'progress' } as DesiredMessage, next[1] as DesiredMessage])
      expect([keys(result), result?.isMore]).toEqual([['q'], true])
    })

    test('claims nothing behind what is not shown yet, for others, or beyond the limit', async () => {
      await narrate(message('m', 'one'))
      expect(await narrated([message('n', 'two')])).toEqual({ claimed: [], isMore: true })
      const elsewhere = message('d', 'hello', { to: { kind: 'direct', user: 'discord:1' } })
      expect(await narrated([elsewhere])).toEqual({ claimed: [], isMore: true })
      const two = [message('a', '1', inThread('slack:A')), message('b', '1', inThread('slack:B'))]
      const limited = await narrated(two, { limit: 1 })
      expect([keys(limited), limited?.isMore]).toEqual([['a'], true])
      expect(await takenKeys()).toEqual(['m', 'b'])
    })

    test('leaves a claim that is too old to whoever takes, who knows that it may be there already', async () => {
      await narrated([message('m', 'hello')])
      expect(await taken(later(CLAIM_MS))).toMatchObject([{ key: 'm', attempted: true }])
    })

    test('counts an edit once: until it is shown, more of it is nothing new', async () => {
      await narrated([message('m', 'one')])
      await show('m', 1)
      expect(await narrated([message('m', 'two')])).toEqual({ claimed: [], isMore: true })
      expect(await narrated([message('m', 'three')])).toEqual({ claimed: [], isMore: false })
      expect(await narrated([message('m', 'three')])).toEqual({ claimed: [], isMore: false })
      expect(await taken()).toMatchObject([{ key: 'm', card: card('three') }])
      await narrated([message('m', 'four')])
      expect(await show('m', 3)).toBe(true)
    })
  })

  describe('what is taken', () => {
    test('belongs to one platform', async () => {
      await narrate(message('s', 'hello'), message('d', 'hello', { to: { kind: 'direct', user: 'discord:1' } }))
      expect(await takenKeys()).toEqual(['s'])
      expect(await takenKeys(NOW, { platform: 'discord' })).toEqual(['d'])
    })

    test('is what holds people up first, then answers, then progress', async () => {
      await narrate(
        message('p', 'a bar', { urgency: 'progress', ...inThread('slack:C1') }),
        message('a', 'a result', inThread('slack:C2')),
        message('d', 'may it?', { urgency: 'decision', ...inThread('slack:C3') }),
      )
      expect(await takenKeys()).toEqual(['d', 'a', 'p'])
    })

    test('of a thread keeps the order of new answers, which go with what they hold up', async () => {
      await narrate(
        message('r', 'a result', inThread('slack:C2')),
        message('p', 'a bar', { urgency: 'progress' }),
        message('a', 'a plan'),
        message('d', 'may it?', { urgency: 'decision' }),
      )
      expect(await takenKeys()).toEqual(['a', 'r'])
      await show('a', 1)
      expect(await takenKeys()).toEqual(['d'])
      await show('d', 1)
      expect(await takenKeys()).toEqual(['p'])
    })

    test('is a new answer before the edit of another, and an answered press before both', async () => {
      await narrate(message('d', 'may it?', { urgency: 'decision' }), message('a', '1'))
      for (const key of [...(await takenKeys()), 'a']) await show(key, 1)
      await narrate(message('a', '2'), message('n', 'new'), message('d', 'it may', { urgency: 'decision' }))
      expect(await takenKeys()).toEqual(['n'])
      await show('n', 1)
      expect(await takenKeys()).toEqual(['d'])
      await show('d', 2)
      expect(await takenKeys()).toEqual(['a'])
    })

    test('is nothing for a channel that is full, no progress where the rest is kept, and not more than there is room', async () => {
      await narrate(
        message('p', 'a bar', { urgency: 'progress', ...inThread('slack:C1:1') }),
        message('f', 'an answer', inThread('slack:C2:1')),
        message('a', 'an answer', inThread('slack:C1:2')),
        message('b', 'an answer', inThread('slack:C3:1')),
        message('c', 'an answer', inThread('slack:C3:2')),
      )
      const room = { reserve: 1, full: ['slack:C2'], answersOnly: ['slack:C1'] }
      const edit = { reserve: 0, full: [], answersOnly: [] }
      const within = (post: Partial<Room>) => takenKeys(NOW, { allowance: { post: { ...room, ...post }, edit } })
      expect(await within({ most: 0 })).toEqual([])
      expect(await within({ most: 1 })).toEqual(['a'])
      expect(await within({ mostInChannel: 1 })).toEqual(['b'])
      expect(await within({ answersOnly: [], most: 2 })).toEqual(['c'])
      await show('c', 1)
      expect(await within({ answersOnly: [], most: 1 })).toEqual([])
      expect(await within({ answersOnly: [], most: 2 })).toEqual(['p'])
      expect(await takenKeys()).toEqual(['f'])
    })

    test('that is given back untried waits its time, keeps its thread waiting, and was never attempted', async () => {
      await narrate(message('m', 'one'), message('n', 'two'), message('e', 'three', inThread('slack:C2')))
      const [first] = await taken()
      await outbox.postpone(first as DueMessage, later(1_000))
      expect(await takenKeys(later(999))).toEqual([])
      expect(await taken(later(1_000))).toMatchObject([{ key: 'm', attempted: false, failures: 0 }])
    })

    test('that failed keeps its thread waiting, but not for long', async () => {
      await narrate(message('m', 'one'), message('n', 'two'))
      for (let failures = 0; failures <= HOLDS_FOR; failures += 1) {
        expect(await takenKeys()).toEqual(['m'])
        await outbox.markFailed('m', 'busy', failures === HOLDS_FOR ? later(1) : NOW)
      }
      expect(await takenKeys()).toEqual(['n'])
    })

    test('is the first of each thread, answers before progress, then who has waited longest, at most so many', async () => {
      await narrate(
        message('p', 'a bar', { urgency: 'progress', ...inThread('slack:C1') }),
        message('a', 'an answer', inThread('slack:C1')),
        message('q', 'a bar', { urgency: 'progress', ...inThread('slack:C2') }),
        message('b', 'an answer', inThread('slack:C3')),
        message('c', 'an answer', inThread('slack:C4')),
      )
      expect(await takenKeys(NOW, { limit: 2 })).toEqual(['a', 'b'])
      expect(await takenKeys()).toEqual(['c', 'q'])
      expect(await takenKeys()).toEqual([])
      await show('a', 1)
      expect(await takenKeys()).toEqual(['p'])
    })

    test('waits its turn again once it has been shown', async () => {
      await narrate(message('a', '1'), message('b', '1'))
      expect(await takenKeys()).toEqual(['a'])
      await show('a', 1)
      await narrate(message('a', '2'))
      expect(await takenKeys()).toEqual(['b'])
    })

    test('leaves out threads and people that the courier has in hand', async () => {
      await narrate(message('m', 'one'), message('n', 'two', { to: { kind: 'direct', user: 'slack:U1' } }))
      expect(await takenKeys(NOW, { inHand: ['slack:C1', 'slack:U1'] })).toEqual([])
      expect(await takenKeys(NOW, { inHand: ['slack:C1'] })).toEqual(['n'])
    })

    test('says whether others are due: behind the first of a thread, beyond the limit, in hand', async () => {
      await narrate(message('m', 'one'), message('n', 'two'), message('o', 'three', inThread('slack:C2')))
      expect(await take(NOW, { limit: 1 })).toMatchObject({ messages: [{ key: 'm' }], isMore: true })
      expect(await take()).toMatchObject({ messages: [{ key: 'o' }], isMore: true })
      await show('m', 1)
      expect(await take(NOW, { inHand: ['slack:C1'] })).toMatchObject({ messages: [], isMore: true })
      expect(await take()).toMatchObject({ messages: [{ key: 'n' }], isMore: false })
    })

    test('ends when it is shown, and begins again when the card changes', async () => {
      await narrate(message('m', 'one'))
      await take()
      expect(await show('m', 1)).toBe(false)
      expect(await taken()).toEqual([])
      await narrate(message('m', 'two'))
      expect(await taken()).toEqual([
        { ...message('m', 'two'), revision: 2, ref: 'slack:m', attempted: false, failures: 0 },
      ])
    })

    test('stays when the card changed while the earlier one was being posted, which its delivery says', async () => {
      await narrate(message('m', 'one'))
      await take()
      await narrate(message('m', 'two'))
      expect(await taken()).toEqual([])
      expect(await show('m', 1)).toBe(true)
      expect(await taken()).toMatchObject([{ revision: 2, ref: 'slack:m' }])
    })

    test('is edited again only after a while, and tells when; the rest of its thread does not wait for that', async () => {
      await narrate(message('m', 'one'))
      await take()
      await show('m', 1)
      await narrate(message('m', 'two'), message('n', 'beside it'))
      const spaced = { editsApartMs: 1_500 }
      expect(await take(later(1_499), spaced)).toEqual({
        messages: [expect.objectContaining({ key: 'n' })],
        isMore: false,
        nextAt: later(1_500),
      })
      await show('n', 1)
      expect(await take(later(1_500), spaced)).toMatchObject({ messages: [{ key: 'm' }], nextAt: undefined })
    })
  })

  describe('a try', () => {
    test('is begun by one courier only', async () => {
      await narrate(message('m', 'hello'), message('n', 'hello', inThread('slack:C2')))
      const begun = await Promise.all([takenKeys(), takenKeys(), takenKeys()])
      expect(begun.flat().sort()).toEqual(['m', 'n'])
    })

    test('is begun in a thread by one courier only, also where each of them sees another message as due', async () => {
      for (let round = 0; round < 20; round++) {
        const threads = Array.from({ length: 5 }, (_, index): ThreadId => `slack:C${round}-${index}`)
        await narrate(...threads.map((thread) => message(`first ${thread}`, 'first', inThread(thread))))
        expect(await takenKeys()).toHaveLength(threads.length)
        await Promise.all(threads.map((thread) => outbox.markFailed(`first ${thread}`, 'busy', later(100))))
        await narrate(...threads.map((thread) => message(`second ${thread}`, 'second', inThread(thread))))
        // To one of them the first message may be tried again already, to the other it may not.
        const begun = await Promise.all([later(100), NOW, later(100), NOW].map((now) => takenKeys(now)))
        const busy = begun.flat().map((key) => key.split(' ')[1])
        expect(busy.toSorted()).toEqual([...new Set(busy)].toSorted())
        for (const key of begun.flat()) await show(key, 1)
        // Of two who looked at a thread at the same moment, perhaps neither had it.
        for (let rest = await takenKeys(later(100)); rest.length > 0; rest = await takenKeys(later(100)))
          for (const key of rest) await show(key, 1)
      }
    })

    test('whose courier died is due again after the claim, known to have been attempted', async () => {
      await narrate(message('m', 'hello'))
      await take()
      expect(await taken(later(CLAIM_MS - 1))).toEqual([])
      const begun = await Promise.all([taken(later(CLAIM_MS)), taken(later(CLAIM_MS))])
      expect(begun.flat()).toMatchObject([{ key: 'm', attempted: true }])
    })

    test('keeps what else is for its thread waiting, in every process', async () => {
      await narrate(message('m', 'first'), message('n', 'second'))
      expect(await takenKeys()).toEqual(['m'])
      expect(await takenKeys()).toEqual([])
      await show('m', 1)
      expect(await takenKeys()).toEqual(['n'])
    })

    test('that failed is due again when its time has come, and counts', async () => {
      await narrate(message('m', 'hello'))
      await take()
      await outbox.markFailed('m', 'the platform was \u0000 busy', later(5000))
      expect(await take(later(4999))).toEqual({ messages: [], isMore: false, nextAt: later(5000) })
      expect(await taken(later(5000))).toMatchObject([{ key: 'm', failures: 1, attempted: true }])
    })

    test('waits its time even when the card changes meanwhile', async () => {
      await narrate(message('m', 'one'))
      await take()
      await outbox.markFailed('m', 'rate limited', later(5000))
      await narrate(message('m', 'two'))
      expect(await taken(later(4999))).toEqual([])
      expect(await taken(later(5000))).toMatchObject([{ revision: 2, card: card('two') }])
    })

    test('that succeeds clears the failures before it', async () => {
      await narrate(message('m', 'one'))
      await take()
      await outbox.markFailed('m', 'busy', NOW)
      expect(await taken()).toMatchObject([{ failures: 1, attempted: true }])
      await show('m', 1)
      await narrate(message('m', 'two'))
      expect(await taken()).toMatchObject([{ failures: 0, attempted: false }])
    })

    test('of many at once is each recorded as it ended', async () => {
      const keys = Array.from({ length: 30 }, (_, index) => `m${index}`)
      await narrate(...keys.map((key) => message(key, 'one', inThread(`slack:${key}`))))
      await take(NOW, { limit: 30 })
      await narrate(message('m7', 'two', inThread('slack:m7')))
      const changed = await Promise.all(keys.map((key) => show(key, 1)))
      expect(keys.filter((_, index) => changed[index])).toEqual(['m7'])
      expect(await taken()).toMatchObject([{ key: 'm7', revision: 2, ref: 'slack:m7' }])
    })
  })

  describe('a draft', () => {
    test('is changed by sketches, as progress, until what was to take its place has come', async () => {
      await narrate(message('m', 'thinking', { draft: true }))
      await outbox.updateDraft('m', card('it grows'))
      expect(await taken()).toMatchObject([{ card: card('it grows'), revision: 2, urgency: 'progress' }])
      await show('m', 2)
      await narrate(message('m', 'the answer'))
      await outbox.updateDraft('m', card('too late'))
      expect(await taken()).toMatchObject([{ card: card('the answer'), revision: 3, urgency: 'answer' }])
    })

    test('ends too when what takes its place looks the same', async () => {
      await narrate(message('m', 'thinking', { draft: true }))
      await outbox.updateDraft('m', card('the answer'))
      await narrate(message('m', 'the answer'))
      await outbox.updateDraft('m', card('too late'))
      expect(await taken()).toMatchObject([{ card: card('the answer'), urgency: 'answer' }])
    })

    test('never overtakes what comes at the same moment', async () => {
      await narrate(message('m', 'thinking', { draft: true }))
      const sketches = Array.from({ length: 5 }, (_, index) => outbox.updateDraft('m', card(`it grows ${index}`)))
      await Promise.all([...sketches, narrate(message('m', 'the answer'))])
      expect(await taken()).toMatchObject([{ card: card('the answer') }])
    })

    test('that is shown waits behind what has waited longer', async () => {
      await narrate(message('m', 'thinking', { draft: true }), message('n', 'one', { urgency: 'progress' }))
      expect(await takenKeys()).toEqual(['m'])
      await show('m', 1)
      await outbox.updateDraft('m', card('it grows'))
      expect(await takenKeys()).toEqual(['n'])
    })

    test('that is not there is not made by a draft, and what is no draft is left alone', async () => {
      await narrate(message('m', 'an answer'))
      await outbox.updateDraft('m', card('it grows'))
      await outbox.updateDraft('x', card('it grows'))
      expect(await taken()).toMatchObject([{ key: 'm', card: card('an answer'), revision: 1 }])
    })
  })

  test('a message that was deleted is posted once more, as one that was never tried, and says that it was deleted', async () => {
    await narrate(message('m', 'one'))
    await take()
    await show('m', 1)
    await narrate(message('m', 'two'))
    await take()
    await outbox.postAgain('m')
    expect(await taken()).toEqual([{ ...message('m', 'two'), revision: 2, attempted: false, failures: 0, deleted: 1 }])
    await show('m', 2)
    expect(await taken()).toEqual([])
  })

  test('parts that an answer has no more are emptied, and those that were never posted are left out', async () => {
    await narrate(message('m', 'one'), message('m+2', 'two'), message('m+3', 'three'))
    await take()
    await show('m', 1)
    await take()
    await show('m+2', 1)
    await narrate(message('m', 'short', { dropped: ['m+2', 'm+3'] }))
    expect(await taken()).toMatchObject([{ key: 'm', card: card('short'), ref: 'slack:m' }])
    await show('m', 2)
    expect(await taken()).toMatchObject([{ key: 'm+2', card: card('…'), ref: 'slack:m+2' }])
    await show('m+2', 2)
    expect(await taken()).toEqual([])
    await narrate(message('m', 'shorter', { dropped: ['m+2', 'm+3'] }))
    expect(await takenKeys()).toEqual(['m'])
  })

  test('a part that an answer has again is posted or edited as if it had always been there', async () => {
    await narrate(message('m', 'one'), message('m+2', 'two'))
    await narrate(message('m', 'short', { dropped: ['m+2', 'm+3'] }))
    await take()
    await show('m', 2)
    expect(await taken()).toEqual([])
    await narrate(message('m', 'one again'), message('m+2', 'two again', { dropped: ['m+3'] }))
    await narrate()
    expect(await takenKeys()).toEqual(['m+2'])
    await show('m+2', 3)
    expect(await takenKeys()).toEqual(['m'])
  })

  test('a message given up is left alone until its card changes', async () => {
    await narrate(message('m', 'one'))
    await take()
    await outbox.giveUp('m', 'channel-gone', 'the channel \u0000 is gone')
    expect(await taken(later(365 * 24 * 60 * 60 * 1000))).toEqual([])
    await narrate(message('m', 'one'))
    expect(await taken()).toEqual([])
    await narrate(message('m', 'two'))
    expect(await taken()).toMatchObject([{ revision: 2, failures: 0 }])
  })

  test('what is posted instead of a message given up is there with its end, and once', async () => {
    const instead = message('unposted', 'I could not answer there', { to: { kind: 'direct', user: 'slack:U1' } })
    await narrate(message('m', 'one'))
    await take()
    await outbox.giveUp('m', 'channel-gone', 'gone', instead)
    expect(await taken()).toEqual([{ ...instead, revision: 1, attempted: false, failures: 0 }])
    await show('unposted', 1)
    await narrate(message('m', 'two'))
    await take()
    await outbox.giveUp('m', 'channel-gone', 'gone', { ...instead, card: card('once more') })
    expect(await taken()).toEqual([])
  })
}
