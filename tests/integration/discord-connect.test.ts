import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { checkDiscord, inviteUrl } from '../../adapters/chat/discord/check-discord.ts'
import { connectDiscord } from '../../adapters/chat/discord/connect-discord.ts'
import { connected, recordingInbox } from '../simulators/discord/connect.ts'
import { startDiscordServer } from '../simulators/discord/server.ts'
import { SPEECH } from '../support/chat-speech.ts'

const silent = pino({ level: 'silent' })

async function server() {
  const discord = await startDiscordServer({ limits: 'off' })
  onTestFinished(() => discord.stop())
  return discord
}

test('a wrong token is refused with what to do about it', async () => {
  const { apiUrl } = await server()
  const connecting = connectDiscord({ token: 'wrong', apiUrl, speech: SPEECH }, recordingInbox(), silent)
  await expect(connecting).rejects.toMatchObject({
    code: 'discord_refused',
    userMessage: expect.stringContaining('Reset the token'),
  })
})

test('a connection that Discord closes for good is an error with its code', async () => {
  const { apiUrl, token, refuseWith } = await server()
  refuseWith(4014)
  await expect(connectDiscord({ token, apiUrl, speech: SPEECH }, recordingInbox(), silent)).rejects.toThrow('4014')
})

test('the state says that the line is open and when something last came', async () => {
  const { chat, discord } = await connected()
  expect(chat.state()).toEqual({ connected: true, lastEventAt: expect.any(Date) })
  discord.cutLine()
  await discord.until(() => !chat.state().connected)
})

test('the check names the bot, and where it is', async () => {
  const { apiUrl, token } = await server()
  expect(await checkDiscord({ token, apiUrl })).toEqual({ ok: true, sentence: 'connected as Shipmate, in 1 server(s)' })
})

test('the check says how to fix a wrong token, a bot that nobody has invited, and a server out of reach', async () => {
  const { apiUrl, token, uninvite } = await server()
  const problem = async (config: { token: string; apiUrl: string }) => {
    const { ok, sentence } = await checkDiscord(config)
    expect(ok).toBe(false)
    return sentence
  }
  expect(await problem({ token: 'wrong', apiUrl })).toContain('Reset the token')
  uninvite()
  expect(await problem({ token, apiUrl })).toContain('Invite it: https://discord.com/oauth2/authorize?')
  expect(await problem({ token, apiUrl: 'http://127.0.0.1:1/api' })).toContain('DISCORD_API_URL')
})

test('the invitation asks for viewing, sending, embeds, files, history and threads, and nothing else', () => {
  const url = new URL(inviteUrl('42'))
  const bits = [10n, 11n, 14n, 15n, 16n, 35n, 38n].reduce((sum, bit) => sum | (1n << bit), 0n)
  expect(url.searchParams.get('permissions')).toBe(String(bits))
  expect(url.searchParams.get('scope')).toBe('bot applications.commands')
})
