import { describe, expect, test } from 'vitest'
import type { ThreadId } from '../../../src/domain/ids.ts'
import { CLAIM_MS, card, inThread, later, message, NOW, type OpenedOutbox } from './opened-outbox.ts'

export function tries(box: OpenedOutbox): void {
  const { narrate, take, taken, takenKeys, show } = box
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
        await Promise.all(threads.map((thread) => box.outbox().markFailed(`first ${thread}`, 'busy', later(100))))
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
      await box.makeClaimsOlder(CLAIM_MS - 10_000)
      expect(await taken()).toEqual([])
      await box.makeClaimsOlder(10_000)
      const begun = await Promise.all([taken(), taken()])
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
      await box.outbox().markFailed('m', 'the platform was \u0000 busy', later(5000))
      expect(await take(later(4999))).toEqual({ messages: [], isMore: false, nextAt: later(5000) })
      expect(await taken(later(5000))).toMatchObject([{ key: 'm', failures: 1, attempted: true }])
    })

    test('waits its time even when the card changes meanwhile', async () => {
      await narrate(message('m', 'one'))
      await take()
      await box.outbox().markFailed('m', 'rate limited', later(5000))
      await narrate(message('m', 'two'))
      expect(await taken(later(4999))).toEqual([])
      expect(await taken(later(5000))).toMatchObject([{ revision: 2, card: card('two') }])
    })

    test('that succeeds clears the failures before it', async () => {
      await narrate(message('m', 'one'))
      await take()
      await box.outbox().markFailed('m', 'busy', NOW)
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
}
