import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { connectDiscord } from '../../adapters/chat/discord/connect-discord.ts'
import { connected, recordingInbox } from '../simulators/discord/connect.ts'
import type { DiscordServer } from '../simulators/discord/server.ts'
import { SPEECH } from '../support/chat-speech.ts'

// Discord tells every session of an app of everything: two processes of the bot hear each message, press and command twice.

/** Another process of the same bot, which shares the log: of what comes twice, the second is known already. */
async function withAnother() {
  const first = await connected()
  const { inbox, discord } = first
  const lines: string[] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) })
  const twin = recordingInbox()
  const other = await connectDiscord({ token: discord.token, apiUrl: discord.apiUrl, speech: SPEECH }, twin, log)
  onTestFinished(() => other.stop())
  return { ...first, twin, inbox, troubles: () => [...lines, ...first.logged.filter(isTrouble)] }
}

const isTrouble = (line: string): boolean => Number(JSON.parse(line).level) >= 40

async function card({ discord, inbox, chat }: Awaited<ReturnType<typeof withAnother>>) {
  discord.mention('ana', 'roll back')
  const { thread } = await discord.until(() => inbox.messages[0])
  const blocks = [{ kind: 'buttons', buttons: [{ id: 'btn-1', label: 'Confirm', style: 'primary' }] }] as const
  await chat.post({ kind: 'thread', thread }, { tone: 'neutral', blocks }, { key: 'k', mayExist: false })
  const [posted] = discord.said()
  if (posted === undefined) throw new Error('no card was posted')
  return posted
}

const callbacks = (discord: DiscordServer) => discord.calls('POST', /callback$/).length

test('a refusal is heard once, whichever process acknowledges the press first', async () => {
  for (const isFirst of [true, false]) {
    const bots = await withAnother()
    const { discord, inbox, twin, troubles } = bots
    const pressed = await card(bots)
    // One of them has recorded the press and refuses it; to the other it is a repetition.
    const [refusing, repeated] = isFirst ? [inbox, twin] : [twin, inbox]
    refusing.onPress = async () => {
      await discord.until(() => press.answered !== undefined)
      return { notice: 'Only ana may confirm this.' }
    }
    repeated.onPress = async () => ({})
    const press = discord.press('ben', pressed, 'Confirm')
    await discord.until(() => discord.ephemerals().length > 0)
    await discord.until(() => callbacks(discord) === 2)
    expect(press.answered).toBe(6)
    expect(discord.ephemerals()).toMatchObject([{ content: 'Only ana may confirm this.' }])
    expect(troubles()).toEqual([])
  }
})

test('a command that both hear has one echo, is handed over once, and says nothing of the other process', async () => {
  const { discord, inbox, twin, troubles } = await withAnother()
  const given = discord.command('ana', 'shipmate ask', { text: 'what is on staging?' })
  await discord.until(() => given.response?.edits === 1)
  await discord.until(() => callbacks(discord) === 2)
  expect([...inbox.messages, ...twin.messages]).toMatchObject([{ text: 'what is on staging?' }])
  expect(discord.said()).toHaveLength(1)
  expect(discord.ephemerals()).toEqual([])
  expect(troubles()).toEqual([])
})

test('a command that both refuse is refused once', async () => {
  const { discord, troubles } = await withAnother()
  discord.command('ana', 'selfdestruct', {})
  await discord.until(() => callbacks(discord) === 2)
  expect(discord.ephemerals()).toHaveLength(1)
  expect(troubles()).toEqual([])
})

test('names are suggested once while they are typed', async () => {
  const { discord, troubles } = await withAnother()
  const typing = discord.type('ana', 'deploy', 'service', 'bil')
  await discord.until(() => callbacks(discord) === 2)
  expect(typing.answered).toBe(8)
  expect(troubles()).toEqual([])
})

test('what is said reaches both under the same key, by which the log knows it', async () => {
  const { discord, inbox, twin } = await withAnother()
  discord.mention('ana', 'status')
  const [one, other] = await discord.until(
    () => inbox.messages[0] && twin.messages[0] && [inbox.messages[0], twin.messages[0]],
  )
  expect(other).toEqual(one)
})

test('what a button asks first is asked once, and its yes counts once', async () => {
  const bots = await withAnother()
  const { discord, inbox, twin, troubles } = bots
  const pressed = await card(bots)
  const asks = { title: 'Reject?', text: 'It ends here.', yes: 'Reject', no: 'Go back', declined: '', howToAnswer: '' }
  inbox.onPress = async ({ mayAsk }) => (mayAsk ? { asks } : { notice: 'Rejected.' })
  twin.onPress = async ({ mayAsk }) => (mayAsk ? { asks } : {})
  discord.press('ben', pressed, 'Confirm')
  await discord.until(() => callbacks(discord) === 2)
  const [question, ...more] = discord.ephemerals()
  if (question === undefined) throw new Error('nothing was asked')
  expect(more).toEqual([])
  discord.press('ben', question, 'Reject')
  await discord.until(() => callbacks(discord) === 4)
  await discord.until(() => question.content === 'Rejected.')
  expect(question.components).toEqual([])
  expect(inbox.presses.at(-1)?.keys).toEqual(twin.presses.at(-1)?.keys)
  expect(troubles()).toEqual([])
})
