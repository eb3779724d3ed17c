import { expect, test } from 'vitest'
import { connected } from '../simulators/slack/connected.ts'

test('Slack says in which language and by which clocks somebody lives', async () => {
  const { slack, chat } = await connected('http')
  slack.describe('UANA', { locale: 'de-DE', tz: 'Europe/Berlin' })
  expect(await chat.locales?.localeOf('slack:UANA')).toEqual({ locale: 'de-DE', timeZone: 'Europe/Berlin' })
  slack.describe('UBEN', { locale: undefined, tz: undefined })
  expect(await chat.locales?.localeOf('slack:UBEN')).toEqual({})
})

test('standing, name and settings of somebody who speaks take one question to Slack', async () => {
  const { slack, inbox, chat } = await connected('http')
  await slack.direct('UANA', 'status')
  await expect.poll(() => inbox.names.get('slack:UANA')).toBe('ana')
  await Promise.all([chat.standings?.standingOf('slack:UANA'), chat.locales?.localeOf('slack:UANA')])
  expect(slack.calls('users.info')).toMatchObject([{ user: 'UANA', include_locale: 'true' }])
})

test('a Slack that does not answer is an error for whoever asks, and is asked again', async () => {
  const { slack, chat } = await connected('http')
  slack.failNext('users.info', 'internal_error')
  await expect(chat.locales?.localeOf('slack:UANA')).rejects.toThrow()
  expect(await chat.locales?.localeOf('slack:UANA')).toHaveProperty('locale')
})

test('Slack says what somebody is called who has never spoken', async () => {
  const { slack, chat } = await connected('http')
  slack.describe('UBEN', { name: 'ben.m', profile: { display_name: 'Ben Moser' } })
  expect(await chat.names?.nameOf('slack:UBEN')).toBe('Ben Moser (@ben.m)')
})
