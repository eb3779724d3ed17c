import { expect, test } from 'vitest'
import type { DueMessage } from '../../../src/ports/outbox.ts'
import { card, message, NOW, type OpenedOutbox } from './opened-outbox.ts'

export function parts(box: OpenedOutbox): void {
  const { narrate, take, taken, takenKeys, show } = box
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

  test('a part that was refused for its pace while its answer became shorter is left out', async () => {
    await narrate(message('m', 'one'), message('m+2', 'two'))
    await take()
    await show('m', 1)
    const [part] = await taken()
    await narrate(message('m', 'short', { dropped: ['m+2'] }))
    await box.outbox().postpone(part as DueMessage, NOW)
    expect(await takenKeys()).toEqual(['m'])
    await show('m', 2)
    expect(await taken()).toEqual([])
    await narrate(message('m', 'one again'), message('m+2', 'two again'))
    expect(await taken()).toMatchObject([{ key: 'm+2', card: card('two again'), attempted: false }])
  })

  test('a part that is perhaps there is emptied, though it was refused for its pace meanwhile', async () => {
    await narrate(message('m+2', 'two'))
    await take()
    await box.outbox().markFailed('m+2', 'busy', NOW)
    const [part] = await taken()
    await narrate(message('m', 'short', { dropped: ['m+2'] }))
    await box.outbox().postpone(part as DueMessage, NOW)
    expect(await taken()).toMatchObject([{ key: 'm+2', card: card('…'), attempted: true }])
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
}
