import { describe, expect, test } from 'vitest'
import { type DueMessage, HOLDS_FOR } from '../../../src/ports/outbox.ts'
import { inThread, later, message, NOW, type OpenedOutbox } from './opened-outbox.ts'

export function whatIsTaken(box: OpenedOutbox): void {
  const { narrate, take, taken, takenKeys, show } = box
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

    test('that is given back untried waits its time, keeps its thread waiting, and was never attempted', async () => {
      await narrate(message('m', 'one'), message('n', 'two'), message('e', 'three', inThread('slack:C2')))
      const [first] = await taken()
      await box.outbox().postpone(first as DueMessage, later(1_000))
      expect(await takenKeys(later(999))).toEqual([])
      expect(await taken(later(1_000))).toMatchObject([{ key: 'm', attempted: false, failures: 0 }])
    })

    test('that failed keeps its thread waiting, but not for long', async () => {
      await narrate(message('m', 'one'), message('n', 'two'))
      for (let failures = 0; failures <= HOLDS_FOR; failures += 1) {
        expect(await takenKeys()).toEqual(['m'])
        await box.outbox().markFailed('m', 'busy', failures === HOLDS_FOR ? later(1) : NOW)
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
}
