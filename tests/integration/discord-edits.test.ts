import { expect, test } from 'vitest'
import { messageIdOf } from '../../src/domain/message-id.ts'
import { UnavailableError } from '../../src/ports/chat-platform.ts'
import { connected } from '../simulators/discord/connect.ts'
import type { Posted } from '../simulators/discord/world/world.ts'

const EDITED_AT = '2026-02-17T00:49:03.193000+00:00'

/** As Discord tells of an edit: the whole message. */
const update = ({ id, channelId, author }: Posted, now: object) => ({
  ...{ id, channel_id: channelId, guild_id: '1', type: 0, mentions: [], mention_roles: [], attachments: [] },
  author: { id: author.id, username: author.name },
  ...now,
})

test('an edit is handed over as one, with the id of what was said', async () => {
  const { discord, inbox } = await connected()
  const said = discord.mention('ana', 'deploy billionmail')
  const edit = update(said, { content: 'deploy billionmail to staging', edited_timestamp: EDITED_AT })
  discord.dispatch('MESSAGE_UPDATE', edit)
  await discord.until(() => inbox.edits.length === 1)
  expect(inbox.edits).toMatchObject([
    {
      keys: [`discord:${said.id}:edited:${EDITED_AT}`],
      message: messageIdOf(`discord:${said.id}`),
      by: `discord:${said.author.id}`,
      addressed: 'overheard',
      text: 'deploy billionmail to staging',
      saidAt: expect.any(Date),
      editedAt: new Date(EDITED_AT),
    },
  ])
  expect(inbox.messages).toMatchObject([{ id: messageIdOf(`discord:${said.id}`) }])
})

test('the preview of a link, withheld words, and what bots and webhooks edit are no edits', async () => {
  const { discord, inbox } = await connected()
  const said = discord.mention('ana', 'deploy billionmail')
  const edited = { content: 'deploy payments', edited_timestamp: EDITED_AT }
  discord.dispatch(
    'MESSAGE_UPDATE',
    update(said, { content: 'deploy billionmail', edited_timestamp: null, embeds: [{}] }),
  )
  discord.dispatch('MESSAGE_UPDATE', update(said, { ...edited, content: '' }))
  discord.dispatch('MESSAGE_UPDATE', { id: said.id, channel_id: said.channelId, embeds: [{}] })
  discord.dispatch('MESSAGE_UPDATE', update(said, { ...edited, webhook_id: '7' }))
  discord.dispatch('MESSAGE_UPDATE', update(said, { ...edited, author: { id: '8', username: 'other', bot: true } }))
  discord.dispatch('MESSAGE_DELETE', { id: '77', channel_id: said.channelId })
  await discord.until(() => inbox.deletions.length === 1)
  expect(inbox.edits).toEqual([])
})

test('deleted messages are handed over as gone, each of several', async () => {
  const { discord, inbox } = await connected()
  discord.dispatch('MESSAGE_DELETE', { id: '77', channel_id: '1' })
  discord.dispatch('MESSAGE_DELETE_BULK', { ids: ['78', '79'], channel_id: '1' })
  await discord.until(() => inbox.deletions.length === 3)
  expect(inbox.deletions.map(({ message }) => message)).toEqual(
    ['77', '78', '79'].map((id) => messageIdOf(`discord:${id}`)),
  )
})

test('an edit that cannot be recorded is tried again until it can', async () => {
  const { discord, inbox } = await connected()
  let failures = 2
  inbox.onEdit = async () => {
    if (failures-- > 0) throw new UnavailableError('no database')
  }
  const said = discord.mention('ana', 'deploy billionmail')
  discord.dispatch('MESSAGE_UPDATE', update(said, { content: 'status', edited_timestamp: EDITED_AT }))
  await discord.until(() => inbox.edits.length === 1)
  expect(failures).toBe(-1)
})
