import { describe, expect, test } from 'vitest'
import type { Outbox } from '../../../src/ports/outbox.ts'
import { CLAIM_MS, card, later, message, NOW, type OpenedOutbox } from './opened-outbox.ts'

const TAKING = { platform: 'slack', now: NOW, claimMs: CLAIM_MS, editsApartMs: 0, limit: 10 } as const

/** What several couriers of one outbox keep to. */
export function passedClaims(box: OpenedOutbox): void {
  const { narrate, taken, show, makeClaimsOlder } = box

  /** Another process, which has taken a message that was claimed here for too long. */
  async function passedOn(): Promise<Outbox> {
    await narrate(message('m', 'one'))
    await taken()
    await makeClaimsOlder(CLAIM_MS)
    const other = await box.another()
    expect((await other.take(TAKING)).messages).toMatchObject([{ key: 'm', attempted: true }])
    return other
  }

  describe('a claim', () => {
    test('that is renewed is heeded for as long as that goes on', async () => {
      await narrate(message('m', 'one'))
      await taken()
      const other = await box.another()
      for (let time = 0; time < 3; time += 1) {
        await makeClaimsOlder(CLAIM_MS - 1_000)
        await box.outbox().renew(['m', 'another'], NOW)
        await makeClaimsOlder(CLAIM_MS - 1_000)
        expect((await other.take(TAKING)).messages).toEqual([])
      }
    })

    test('that has passed to another process is not renewed, nor taken back', async () => {
      const other = await passedOn()
      await makeClaimsOlder(CLAIM_MS)
      await box.outbox().renew(['m'], NOW)
      expect((await other.take(TAKING)).messages).toMatchObject([{ key: 'm' }])
    })

    test('is made by no renewal', async () => {
      await narrate(message('m', 'one'))
      await taken()
      await show('m', 1)
      await narrate(message('m', 'two'))
      await box.outbox().renew(['m'], NOW)
      expect(await taken()).toMatchObject([{ key: 'm', revision: 2 }])
    })

    test('that has passed to another process leaves it to that one what is shown, also once it has shown it', async () => {
      const other = await passedOn()
      expect(await show('m', 1)).toBe(false)
      expect((await other.take({ ...TAKING, claimMs: 0 })).messages).toMatchObject([{ key: 'm', revision: 1 }])
      await other.markDelivered('m', 1, 'slack:other', NOW)
      await show('m', 1)
      await narrate(message('m', 'two'))
      expect(await taken()).toMatchObject([{ revision: 2, ref: 'slack:other' }])
    })

    test('that has passed to another process leaves it to that one whether it failed, waits, is given up or was deleted', async () => {
      const other = await passedOn()
      const instead = message('unposted', 'I could not', { to: { kind: 'direct', user: 'slack:U1' } })
      const [due] = (await other.take({ ...TAKING, claimMs: 0 })).messages
      await box.outbox().markFailed('m', 'busy', NOW)
      if (due) await box.outbox().postpone({ ...due, attempted: false }, NOW)
      expect(await box.outbox().giveUp('m', 1, 'channel-gone', 'gone', instead)).toBe(false)
      await box.outbox().postAgain('m')
      expect(await taken()).toEqual([])
      await other.markFailed('m', 'busy', NOW)
      expect(await taken()).toMatchObject([{ key: 'm', attempted: true, failures: 1 }])
    })

    test('of one that took it again is its own once more', async () => {
      await passedOn()
      await makeClaimsOlder(CLAIM_MS)
      expect(await taken()).toMatchObject([{ key: 'm' }])
      await show('m', 1)
      await narrate(message('m', 'two'))
      expect(await taken()).toMatchObject([{ card: card('two'), ref: 'slack:m' }])
    })
  })
}

/** What holds besides where the couriers are on machines whose clocks differ. */
export function claimsByOneClock(box: OpenedOutbox): void {
  const { narrate, narrated, taken, takenKeys } = box
  const HOUR_MS = 3_600_000

  describe('a claim among machines whose clocks differ', () => {
    test('is heeded by one whose clock is ahead', async () => {
      await narrate(message('m', 'one'))
      await taken()
      expect(await takenKeys(later(HOUR_MS))).toEqual([])
      await narrated([message('n', 'two', { to: { kind: 'thread', thread: 'slack:C2' } })])
      expect(await takenKeys(later(HOUR_MS))).toEqual([])
    })

    test('of a process that died ends in time, though its clock was ahead', async () => {
      await narrate(message('m', 'one'))
      await taken(later(HOUR_MS))
      await box.makeClaimsOlder(CLAIM_MS)
      expect(await taken()).toMatchObject([{ key: 'm', attempted: true }])
    })
  })
}
