import { describe, expect, test } from 'vitest'
import { card, message, type OpenedOutbox } from './opened-outbox.ts'

export function drafts(box: OpenedOutbox): void {
  const { narrate, taken, takenKeys, show } = box
  describe('a draft', () => {
    test('is changed by sketches, as progress, until what was to take its place has come', async () => {
      await narrate(message('m', 'thinking', { draft: true }))
      await box.outbox().updateDraft('m', card('it grows'))
      expect(await taken()).toMatchObject([{ card: card('it grows'), revision: 2, urgency: 'progress' }])
      await show('m', 2)
      await narrate(message('m', 'the answer'))
      await box.outbox().updateDraft('m', card('too late'))
      expect(await taken()).toMatchObject([{ card: card('the answer'), revision: 3, urgency: 'answer' }])
    })

    test('ends too when what takes its place looks the same', async () => {
      await narrate(message('m', 'thinking', { draft: true }))
      await box.outbox().updateDraft('m', card('the answer'))
      await narrate(message('m', 'the answer'))
      await box.outbox().updateDraft('m', card('too late'))
      expect(await taken()).toMatchObject([{ card: card('the answer'), urgency: 'answer' }])
    })

    test('never overtakes what comes at the same moment', async () => {
      await narrate(message('m', 'thinking', { draft: true }))
      const sketches = Array.from({ length: 5 }, (_, index) => box.outbox().updateDraft('m', card(`it grows ${index}`)))
      await Promise.all([...sketches, narrate(message('m', 'the answer'))])
      expect(await taken()).toMatchObject([{ card: card('the answer') }])
    })

    test('that is shown waits behind what has waited longer', async () => {
      await narrate(message('m', 'thinking', { draft: true }), message('n', 'one', { urgency: 'progress' }))
      expect(await takenKeys()).toEqual(['m'])
      await show('m', 1)
      await box.outbox().updateDraft('m', card('it grows'))
      expect(await takenKeys()).toEqual(['n'])
    })

    test('that is not there is not made by a draft, and what is no draft is left alone', async () => {
      await narrate(message('m', 'an answer'))
      await box.outbox().updateDraft('m', card('it grows'))
      await box.outbox().updateDraft('x', card('it grows'))
      expect(await taken()).toMatchObject([{ key: 'm', card: card('an answer'), revision: 1 }])
    })
  })
}
