import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { createHandClock } from '../../adapters/rehearsal/hand-clock.ts'
import { accountDesk } from '../../src/app/wiring/accounts.ts'
import { followLinkedPeople } from '../../src/app/wiring/linked-people.ts'
import { accountWords } from '../../src/conversation/accounts/account-words.ts'
import { accountMessage, answerAccountWords } from '../../src/conversation/accounts/answer-account-words.ts'
import type { ConversationParts } from '../../src/conversation/parts.ts'
import type { Card } from '../../src/domain/card.ts'
import type { PendingMessage } from '../../src/domain/projections.ts'
import { personBehind } from '../../src/domain/same-person.ts'
import { consoleLogins } from '../../src/logins/console-logins.ts'
import { linksOfPeople } from '../../src/logins/person-links.ts'
import type { ConnectedChat, Destination } from '../../src/ports/chat-platform.ts'
import { personalTokens } from '../../src/tokens/personal-tokens.ts'
import { openMemoryStore } from '../support/memory-store.ts'

describe('what opens the console is said word for word', () => {
  test.each([
    'console',
    'Console!',
    'open the console',
    'please open the console.',
    '@shipmate console',
    'die Konsole',
  ])('%s', (text) => expect(accountWords(text)).toEqual({ kind: 'console' }))
  test.each(['consoles', 'open the console of payments', 'console?', 'what is the console', 'restart console', ''])(
    'not: %s',
    (text) => expect(accountWords(text)).toBeUndefined(),
  )
})

describe('so is what is about tokens', () => {
  test.each(['tokens', 'my tokens', 'Show my tokens.', 'meine Tokens', 'zeig meine Token', 'mis tokens'])(
    '%s',
    (text) => expect(accountWords(text)).toEqual({ kind: 'tokens' }),
  )
  test.each(['create a token', 'please create a new token', 'erstelle ein Token', 'crea un token'])('%s', (text) =>
    expect(accountWords(text)).toEqual({ kind: 'create-token' }),
  )
  test.each(['revoke token ci', 'Revoke my token “ci”', 'widerrufe Token ci', 'revoca el token ci'])('%s', (text) =>
    expect(accountWords(text)).toEqual({ kind: 'revoke-token', name: 'ci' }),
  )
  test.each([
    'how many tokens',
    'tokens of gpt',
    'revoke ci',
    'revoke token',
    'do not create a token',
    'revoke all tokens',
  ])('not: %s', (text) => expect(accountWords(text)).toBeUndefined())
})

const LINK = /^http:\/\/127\.0\.0\.1:3000\/login#(link_[0-9a-f]{12}_[A-Za-z0-9_-]{22})$/

async function bot({ isReachable = true } = {}) {
  const store = await openMemoryStore()
  const clock = createHandClock(new Date('2026-11-30T10:00:00Z'))
  const posts: { to: Destination; card: Card }[] = []
  const chat: Omit<Pick<ConnectedChat, 'name' | 'post'>, 'name'> = {
    async post(to, card) {
      if (!isReachable) throw new Error('slack is away')
      posts.push({ to, card })
      return 'slack:1'
    },
  }
  const logins = consoleLogins({ store, clock })
  const links = linksOfPeople({ store, clock })
  const http = { host: '127.0.0.1', port: 3000, hosts: [] }
  const log = pino({ level: 'silent' })
  const tokens = personalTokens({ store, clock }, ['viewer'], async (user) => user === 'slack:UBOSS')
  const accounts = accountDesk({ logins, links, tokens, store, http, clock, log }, () =>
    ['slack', 'discord'].map((name) => ({ name, ...chat }) as ConnectedChat),
  )
  const parts = { store, clock, log, accounts } as unknown as ConversationParts
  const said = (given: Partial<PendingMessage>): PendingMessage => ({
    ...{ message: 'm1', correlationId: 'm1', thread: 'slack:D1', by: 'slack:U1', groups: [] },
    ...{ direct: true, text: 'console', ...given },
  })
  return {
    ...{ store, posts, logins, tokens, clock },
    concerns: (given: Partial<PendingMessage>) => accountMessage(parts, said(given)) !== undefined,
    async says(given: Partial<PendingMessage>) {
      const account = accountMessage(parts, said(given))
      if (account) await answerAccountWords(parts, said(given), account)
    },
    handled: async () => (await store.readAll(0, 100)).filter(({ body }) => body.type === 'message.handled'),
  }
}

test('the link goes to its person alone, opens the console as them, and is kept nowhere', async () => {
  const { says, posts, logins, store, handled } = await bot()
  await says({})
  expect(posts).toEqual([{ to: { kind: 'direct', user: 'slack:U1' }, card: expect.anything() }])
  const [block] = posts[0]?.card.blocks ?? []
  const url = block?.kind === 'fields' ? block.fields[0]?.url : undefined
  const code = LINK.exec(url ?? '')?.[1] ?? ''
  expect(JSON.stringify(await store.readAll(0, 100))).not.toContain(code.split('_').slice(2).join('_'))
  expect(await handled()).toHaveLength(1)
  expect(await logins.redeem(code)).toMatchObject({ user: 'slack:U1' })
})

test('the log says what was asked of an account, and not that somebody looked at rights', async () => {
  const { says, handled } = await bot()
  const asked = ['console', 'link', 'unlink']
  for (const text of asked) await says({ message: text, text })
  expect((await handled()).map(({ body }) => body)).toMatchObject(asked.map((word) => ({ intent: `account.${word}` })))
})

test('where others read, from a button and in a form, it is a word like any other', async () => {
  const { concerns } = await bot()
  expect(concerns({})).toBe(true)
  expect(concerns({ direct: false })).toBe(false)
  expect(concerns({ request: { intent: 'help.show', slots: {} } })).toBe(false)
  expect(concerns({ answers: 'q1' })).toBe(false)
})

test('who writes over HTTP is sent no link: a token opens no console', async () => {
  const { says, posts, store } = await bot()
  await says({ by: 'web:token-a1', thread: 'web:s1' })
  await says({ message: 'm2', thread: 'web:s2' })
  expect(posts).toEqual([])
  expect((await store.readAll(0, 100)).map(({ body }) => body.type)).toEqual(['message.handled', 'message.handled'])
})

test('a code that is said from another account makes both one person, for a day longer than they want', async () => {
  const { says, posts, store, clock } = await bot()
  const people = await followLinkedPeople({ store, clock, onError: () => {} }, [
    { name: 'Ana', ids: ['terminal:you', 'slack:U1'] },
  ])
  const ben = { by: 'discord:7', thread: 'discord:d7' }
  const isOne = async () => personBehind('discord:7', await people.fresh()) === personBehind('slack:U1', people.known())
  await says({ text: 'link' })
  const [, block] = posts[0]?.card.blocks ?? []
  const said = block?.kind === 'code' ? block.text : ''
  expect(said).toMatch(/^link [0-9a-f]{44}$/)
  expect(JSON.stringify(await store.readAll(0, 100))).not.toContain(said.slice(-32))
  await says({ message: 'm2', text: said })
  expect(await isOne()).toBe(false)
  await says({ ...ben, message: 'm3', text: said })
  expect(await isOne()).toBe(true)
  expect(people.known()).toEqual([{ name: 'Ana', ids: ['terminal:you', 'slack:U1', 'discord:7'] }])
  // Once, whoever says it.
  await says({ by: 'discord:8', thread: 'discord:d8', message: 'm4', text: said })
  expect(personBehind('discord:8', await people.fresh())).toBe('discord:8')
  await says({ ...ben, message: 'm5', text: 'unlink' })
  expect(await isOne()).toBe(true)
  clock.moveTo(new Date('2026-12-01T10:00:01Z'))
  expect(await isOne()).toBe(false)
  people.stop()
})

test('a code that is too old links nobody', async () => {
  const { says, posts, store, clock } = await bot()
  await says({ text: 'link' })
  const [, block] = posts[0]?.card.blocks ?? []
  clock.moveTo(new Date('2026-11-30T10:10:00Z'))
  await says({ by: 'discord:7', thread: 'discord:d7', message: 'm2', text: block?.kind === 'code' ? block.text : '' })
  expect((await store.readAll(0, 100)).map(({ body }) => body.type)).not.toContain('person.linked')
})

test('a link that does not get there is said, without the link', async () => {
  const { says, handled } = await bot({ isReachable: false })
  await says({})
  const [answer] = await handled()
  expect(JSON.stringify(answer?.body)).toContain('I could not send you the link')
  expect(JSON.stringify(answer?.body)).not.toContain('link_')
})

test('a person sees and revokes their own tokens, and creates one in the console', async () => {
  const { says, posts, tokens, handled } = await bot()
  const wish = { roles: [], approve: true, environments: ['staging'] }
  await tokens.create('slack:U1', { ...wish, name: 'ci' })
  await tokens.create('slack:U2', { ...wish, name: 'of ben' })
  await says({ text: 'tokens' })
  await says({ text: 'revoke token of ben', message: 'm2' })
  // Who manages all does not end those of others by a name in passing.
  await says({ text: 'revoke token of ben', message: 'm3', by: 'slack:UBOSS' })
  await says({ text: 'revoke token ci', message: 'm4' })
  await says({ text: 'tokens', message: 'm5' })
  const told = (await handled()).map(({ body }) => JSON.stringify('reply' in body ? body.reply : undefined))
  expect(told[0]).toContain('["ci","what you may · staging · approves as you","2027-02-28","never"]')
  expect(told[0]).not.toContain('of ben')
  for (const at of [1, 2]) expect(told[at]).toContain('You have no valid token of ben.')
  expect(told[3]).toContain('The token ci is revoked')
  expect(told[4]).toContain('You have no tokens.')
  expect((await tokens.list('slack:U2')).map(({ name }) => name)).toEqual(['of ben'])
  await says({ text: 'create a token', message: 'm6' })
  const [block] = posts[0]?.card.blocks ?? []
  expect(block?.kind === 'fields' && block.fields[0]?.url).toMatch(/\/login#link_[\w-]+\/tokens$/)
  await says({ text: 'create a token', message: 'm7', thread: 'web:s1' })
  expect(JSON.stringify((await handled()).at(-1)?.body)).toContain('The page “Tokens”')
})
