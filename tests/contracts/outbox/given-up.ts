import { expect, test } from 'vitest'
import { card, later, message, type OpenedOutbox } from './opened-outbox.ts'

export function givenUp(box: OpenedOutbox): void {
  const { narrate, take, taken, show } = box
  test('a message that was deleted is posted once more, as one that was never tried, and says that it was deleted', async () => {
    await narrate(message('m', 'one'))
    await take()
    await show('m', 1)
    await narrate(message('m', 'two'))
    await take()
    await box.outbox().postAgain('m')
    expect(await taken()).toEqual([{ ...message('m', 'two'), revision: 2, attempted: false, failures: 0, deleted: 1 }])
    await show('m', 2)
    expect(await taken()).toEqual([])
  })

  test('a message given up is left alone until its card changes', async () => {
    await narrate(message('m', 'one'))
    await take()
    await box.outbox().giveUp('m', 1, 'channel-gone', 'the channel \u0000 is gone')
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
    await box.outbox().giveUp('m', 1, 'channel-gone', 'gone', instead)
    expect(await taken()).toEqual([{ ...instead, revision: 1, attempted: false, failures: 0 }])
    await show('unposted', 1)
    await narrate(message('m', 'two'))
    await take()
    await box.outbox().giveUp('m', 2, 'channel-gone', 'gone', { ...instead, card: card('once more') })
    expect(await taken()).toEqual([])
  })

  test('a refusal of an older card gives nothing up: the newer one is tried, and nothing is posted instead', async () => {
    const instead = message('unposted', 'I could not answer there', { to: { kind: 'direct', user: 'slack:U1' } })
    await narrate(message('m', 'thinking', { draft: true }))
    await take()
    await narrate(message('m', 'the answer'))
    expect(await box.outbox().giveUp('m', 1, 'channel-archived', 'archived', instead)).toBe(false)
    expect(await taken()).toMatchObject([{ key: 'm', card: card('the answer'), failures: 0 }])
    expect(await box.outbox().giveUp('m', 2, 'channel-archived', 'archived', instead)).toBe(true)
    expect(await taken()).toMatchObject([{ key: 'unposted' }])
  })
}
