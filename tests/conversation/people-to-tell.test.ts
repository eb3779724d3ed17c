import { expect, test } from 'vitest'
import { peopleToTell, personMeant } from '../../src/conversation/people-to-tell.ts'
import type { Documents } from '../../src/ports/event-store.ts'
import { textsIn } from '../../src/texts/texts-in.ts'

/** A log in which nobody has said anything. */
const NOTHING = { get: async () => undefined } as unknown as Documents
const toldBy = async (by: string, named: string) => {
  const said = { by, thread: 'slack:T2.C0GENERAL:1.1', direct: false }
  const { tell } = await peopleToTell(NOTHING, said, [named], undefined, textsIn('en'))
  expect(await personMeant(NOTHING, said, named)).toBe(tell[0])
  return tell
}

test.each([
  ['slack:UANA', '<@UBEN>', 'slack:UBEN'],
  ['slack:UANA', '&lt;@UBEN&gt;', 'slack:UBEN'],
  ['slack:T2.UANA', '<@T2.UBEN>', 'slack:T2.UBEN'],
  ['slack:T2.UANA', '&lt;@T2.UBEN&gt;', 'slack:T2.UBEN'],
  ['discord:1', '<@!2>', 'discord:2'],
])('%s names by %s somebody of their own workspace', async (by, named, user) => {
  expect(await toldBy(by, named)).toEqual([user])
})

test('a name that is typed is of somebody of the same workspace in the thread', async () => {
  const names: Readonly<Record<string, string>> = { 'slack:UBEN': 'ben', 'slack:T2.UBEN': 'ben (dock)' }
  const messages = Object.keys(names).map((by) => ({ by }))
  const documents = {
    get: async (_: unknown, id: string) => (id.startsWith('slack:C') ? { messages } : { name: names[id] ?? id }),
  } as unknown as Documents
  const meant = (by: string) => personMeant(documents, { by, thread: 'slack:C0GENERAL:1.1' }, '@ben')
  expect(await meant('slack:UANA')).toBe('slack:UBEN')
  expect(await meant('slack:T2.UANA')).toBe('slack:T2.UBEN')
})

test.each([
  ['slack:T2.UANA', '<@UBEN>'],
  ['slack:T2.UANA', '&lt;@UBEN&gt;'],
  ['slack:T2.UANA', '<@T3.UCAT>'],
  ['slack:T2.UANA', '<@T2.T3.UCAT>'],
  ['slack:UANA', '<@T2.UBEN>'],
  ['slack:UANA', '&lt;@T2.UBEN&gt;'],
])('%s reaches nobody of another workspace by %s', async (by, named) => {
  expect(await toldBy(by, named)).toEqual([])
})
