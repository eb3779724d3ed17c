import { describe, expect, test } from 'vitest'
import type { DesiredMessage, Narrated } from '../../../src/ports/outbox.ts'
import { CLAIM_MS, card, inThread, message, type OpenedOutbox } from './opened-outbox.ts'

export function narrating(box: OpenedOutbox): void {
  const { narrate, narrated, taken, takenKeys, show } = box
  describe('narrating', () => {
    test('sets messages and moves the checkpoint together', async () => {
      expect(await box.outbox().narrate([message('m', 'hello')], 0, 4)).toEqual({ claimed: [], isMore: true })
      expect(await box.store().checkpoints.read('narrator')).toBe(4)
      expect(await taken()).toEqual([{ ...message('m', 'hello'), revision: 1, attempted: false, failures: 0 }])
    })

    test('sets nothing when somebody else has moved the checkpoint', async () => {
      await narrate()
      expect(await box.outbox().narrate([message('m', 'hello')], 0, 4)).toBeUndefined()
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
      await box.makeClaimsOlder(CLAIM_MS)
      expect(await taken()).toMatchObject([{ key: 'm', attempted: true }])
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
}
