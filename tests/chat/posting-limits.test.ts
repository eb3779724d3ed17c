import { REST } from 'discord.js'
import { expect, test } from 'vitest'
import { discordPostingLimits, spentIn } from '../../adapters/chat/discord/outgoing/posting-limits.ts'
import { SLACK_POSTING_LIMITS } from '../../adapters/chat/slack/outgoing/posting-limits.ts'

const headers = (values: Record<string, string>) => (name: string) => values[name] ?? null

test('Slack is never asked for more edits in a minute than its tier takes, the burst included', () => {
  const edits = SLACK_POSTING_LIMITS.limits.filter(({ of }) => of.includes('edit'))
  expect(edits.map(({ burst, perMinute }) => burst + perMinute)).toEqual([50])
})

test('threads of a channel share its limit in Slack', () => {
  const places = ['slack:C1:1700.1', 'slack:C1', 'slack:U1']
  expect(places.map(SLACK_POSTING_LIMITS.channelOf)).toEqual(['slack:C1', 'slack:C1', 'slack:U1'])
})

test('each workspace has limits of its own in Slack, and a bot has one for all servers in Discord', () => {
  const ofWorkspaces = SLACK_POSTING_LIMITS.limits.filter(({ per }) => per === 'workspace').flatMap(({ of }) => of)
  expect(ofWorkspaces).toEqual(['post', 'edit'])
  const places = ['slack:C1:1700.1', 'slack:U1', 'slack:T2.C1:1700.1', 'slack:T2.C1', 'slack:T2.U1', 'slack:E9.C1:1.1']
  const workspaces = ['slack', 'slack', 'slack:T2', 'slack:T2', 'slack:T2', 'slack:E9']
  expect(places.map(SLACK_POSTING_LIMITS.workspaceOf)).toEqual(workspaces)
  const discord = discordPostingLimits(new REST(), true)
  expect(discord.limits.map(({ per }) => per)).toEqual(['channel', 'channel', 'platform'])
})

test('what Discord says of an empty bucket is heard for messages and their edits only', () => {
  const empty = headers({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset-after': '1.25' })
  expect(spentIn('POST', '/channels/42/messages', empty)).toEqual({ call: 'post', channel: '42', forMs: 1_250 })
  expect(spentIn('PATCH', '/channels/42/messages/7', empty)).toEqual({ call: 'edit', channel: '42', forMs: 1_250 })
  expect(spentIn('GET', '/channels/42/messages', empty)).toBeUndefined()
  expect(spentIn('POST', '/channels/42/typing', empty)).toBeUndefined()
  expect(spentIn('POST', '/channels/42/messages', headers({ 'x-ratelimit-remaining': '3' }))).toBeUndefined()
})
