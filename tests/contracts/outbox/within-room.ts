import { describe, expect, test } from 'vitest'
import type { ThreadId } from '../../../src/domain/ids.ts'
import type { Allowance, Room, WorkspaceRoom } from '../../../src/ports/outbox.ts'
import { inThread, message, NOW, type OpenedOutbox } from './opened-outbox.ts'

export function withinRoom(box: OpenedOutbox): void {
  const { narrate, take, takenKeys, show } = box
  describe('what is taken within the room there is', () => {
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

    const EDITS: Room = { reserve: 0, full: [], answersOnly: [] }
    const eachTakes = (inWorkspace: WorkspaceRoom, more: Partial<Room> = {}): Allowance => {
      const room: Room = { reserve: 0, inWorkspace, full: [], answersOnly: [], ...more }
      return { post: room, edit: EDITS }
    }
    const bar = (key: string, thread: ThreadId) => message(key, 'a bar', { urgency: 'progress', ...inThread(thread) })

    test('is not held up by a thousand messages of a workspace that takes none, where others take some', async () => {
      const waiting = Array.from({ length: 1_000 }, (_, index) =>
        message(`b${index}`, 'b', inThread(`slack:T2.C${index}:1`)),
      )
      await narrate(
        ...waiting,
        message('h', 'at home', inThread('slack:C1:1')),
        message('o', 'else', inThread('slack:T3.C1:1')),
      )
      const allowance = eachTakes({ most: { 'slack:T2': 0 }, mostElsewhere: 40, reserve: 15 })
      expect(await take(NOW, { limit: 50, allowance })).toMatchObject({
        messages: [{ key: 'h' }, { key: 'o' }],
        isMore: true,
      })
    })

    test('of a workspace is as much as it takes, and of the others what they do', async () => {
      const waiting = Array.from({ length: 60 }, (_, index) =>
        message(`b${index}`, 'b', inThread(`slack:T2.C${index}:1`)),
      )
      const home = Array.from({ length: 9 }, (_, index) => message(`h${index}`, 'h', inThread(`slack:C${index}:1`)))
      await narrate(...waiting, ...home)
      const allowance = eachTakes({ most: { 'slack:T2': 3 }, mostElsewhere: 5, reserve: 1 })
      const keys = await takenKeys(NOW, { limit: 50, allowance })
      expect(keys).toEqual(['b0', 'b1', 'b2', 'h0', 'h1', 'h2', 'h3', 'h4'])
    })

    test('keeps the reserve of each workspace from its progress, whatever is left in the others', async () => {
      await narrate(
        bar('p', 'slack:T2.C1:1'),
        bar('q', 'slack:C1:1'),
        message('a', 'an answer', inThread('slack:T2.C2:1')),
      )
      const allowance = eachTakes({ most: { 'slack:T2': 2 }, mostElsewhere: 5, reserve: 2 })
      expect(await takenKeys(NOW, { allowance })).toEqual(['a', 'q'])
    })

    test('is what is most urgent first within each workspace', async () => {
      await narrate(
        bar('p', 'slack:T2.C1:1'),
        message('a', 'an answer', inThread('slack:T2.C2:1')),
        message('d', 'may it?', { urgency: 'decision', ...inThread('slack:T2.C3:1') }),
        bar('q', 'slack:C1:1'),
      )
      const allowance = eachTakes({ most: { 'slack:T2': 1 }, mostElsewhere: 5, reserve: 0 })
      expect(await takenKeys(NOW, { allowance })).toEqual(['d', 'q'])
    })

    test('is the edit of a thread where its workspace takes no new messages', async () => {
      await narrate(message('m', 'one', inThread('slack:T2.C1:1')))
      await show((await takenKeys())[0] ?? '', 1)
      await narrate(message('n', 'new', inThread('slack:T2.C1:1')), message('m', 'two', inThread('slack:T2.C1:1')))
      const allowance = eachTakes({ most: { 'slack:T2': 0 }, mostElsewhere: 5, reserve: 0 })
      expect(await takenKeys(NOW, { allowance })).toEqual(['m'])
    })

    test('counts edits of each workspace apart', async () => {
      const threads = ['slack:T2.C1:1', 'slack:T2.C2:1', 'slack:C1:1']
      await narrate(...threads.map((thread) => message(thread, 'one', inThread(thread))))
      for (const key of await takenKeys()) await show(key, 1)
      await narrate(...threads.map((thread) => message(thread, 'two', inThread(thread))))
      const edit: Room = { ...EDITS, inWorkspace: { most: { slack: 1 }, mostElsewhere: 1, reserve: 0 } }
      const allowance = { ...eachTakes({ most: {}, mostElsewhere: 0, reserve: 0 }), edit }
      expect(await takenKeys(NOW, { allowance })).toEqual(['slack:T2.C1:1', 'slack:C1:1'])
    })

    test('reads a dot in the number of a thread as no workspace', async () => {
      await narrate(message('m', 'one', inThread('slack:C1:1700.1')))
      const allowance = eachTakes({ most: { slack: 0 }, mostElsewhere: 5, reserve: 0 })
      expect(await takenKeys(NOW, { allowance })).toEqual([])
    })
  })
}
