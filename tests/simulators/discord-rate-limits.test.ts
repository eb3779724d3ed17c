import { expect, test } from 'vitest'
import { bareDiscord } from './discord/bare-discord.ts'

test('five messages fit a channel in five seconds; the sixth is told how long to wait', async () => {
  const { clock, post } = await bareDiscord()
  const answers = []
  for (let count = 0; count < 6; count++) answers.push(await post({ content: `${count}` }))
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429])
  expect(answers.map(({ headers }) => headers.get('x-ratelimit-remaining'))).toEqual(['4', '3', '2', '1', '0', '0'])
  const last = answers.at(-1)
  expect(last?.body).toEqual({ message: 'You are being rate limited.', retry_after: 5, global: false })
  expect(last?.headers.get('retry-after')).toBe('5')
  expect(last?.headers.get('x-ratelimit-scope')).toBe('user')
  clock.advance(5_000)
  expect((await post({ content: 'later' })).status).toBe(200)
})

test('50 requests fit a second, and interactions do not count', async () => {
  const { discord, clock, call, callback } = await bareDiscord()
  for (let count = 0; count < 50; count++) expect((await call('GET', '/users/@me')).status).toBe(200)
  const refused = await call('GET', '/users/@me')
  expect(refused).toMatchObject({ status: 429, body: { global: true } })
  expect(refused.headers.get('x-ratelimit-global')).toBe('true')
  const given = discord.command('ana', 'status', {})
  expect(await callback(given, { type: 4, data: { content: 'hi' } })).toMatchObject({ status: 200 })
  clock.advance(1_000)
  expect((await call('GET', '/users/@me')).status).toBe(200)
})

test('without limits nothing is counted', async () => {
  const { post } = await bareDiscord({ limits: 'off' })
  for (let count = 0; count < 8; count++) {
    const { status, headers } = await post({ content: `${count}` })
    expect([status, headers.get('x-ratelimit-limit')]).toEqual([200, null])
  }
})

test('a refusal that a test plans says what a real one says', async () => {
  const { discord, post } = await bareDiscord()
  discord.failNext('POST', /messages$/, { status: 429, headers: { 'retry-after': '3', 'x-ratelimit-scope': 'shared' } })
  expect(await post({ content: 'x' })).toMatchObject({ status: 429, body: { retry_after: 3, global: false } })
})
