import {
  type APIModalInteractionResponseCallbackData,
  type ChatInputCommandInteraction,
  type Client,
  Events,
  GatewayIntentBits,
  type Interaction,
  MessageFlags,
} from 'discord.js'
import { expect, onTestFinished, test } from 'vitest'
import { manualClock } from './clock.ts'
import { discordClient } from './discord/discord-client.ts'
import { startDiscordServer } from './discord/server.ts'

const { Guilds, GuildMessages, DirectMessages } = GatewayIntentBits

/** A bot on unmodified discord.js that does what the test says, and ana in front of it. */
async function bot(onInteraction: (interaction: Interaction) => Promise<unknown>) {
  const clock = manualClock()
  const discord = await startDiscordServer({ clock })
  onTestFinished(() => discord.stop())
  const client: Client<true> = await discordClient(discord, [Guilds, GuildMessages, DirectMessages])
  client.on(Events.InteractionCreate, (interaction) => void onInteraction(interaction).catch(() => undefined))
  return { clock, discord, client, ana: discord.person('ana'), ben: discord.person('ben') }
}

const BUTTONS = {
  type: 1,
  components: [
    { type: 2, style: 3, label: 'Confirm', custom_id: 'yes' },
    { type: 2, style: 4, label: 'Never', custom_id: 'no', disabled: true },
  ],
}
const MENU = {
  type: 1,
  components: [
    {
      type: 3,
      custom_id: 'pick',
      placeholder: 'Version',
      options: ['v1', 'v2'].map((value) => ({ label: `Version ${value}`, value })),
    },
  ],
}
const CARD = {
  type: 17,
  accent_color: 0xff_00_00,
  components: [{ type: 10, content: '**Deploy?**' }, { type: 14 }, BUTTONS, MENU],
}

async function withCard(onInteraction: (interaction: Interaction) => Promise<unknown>) {
  const parts = await bot(onInteraction)
  const body = { flags: MessageFlags.IsComponentsV2, components: [CARD] }
  await parts.client.rest.post(`/channels/${parts.discord.general}/messages`, { body })
  return { ...parts, card: await parts.ana.sees('Deploy?') }
}

test('a card with components V2 is seen with its words, buttons and menus', async () => {
  const { card } = await withCard(async () => undefined)
  expect(card).toMatchObject({
    text: '**Deploy?**',
    author: 'Shipmate',
    byBot: true,
    buttons: [
      { id: 'yes', label: 'Confirm', style: 'success', isDisabled: false },
      { id: 'no', label: 'Never', style: 'danger', isDisabled: true },
    ],
    menus: [{ id: 'pick', placeholder: 'Version', options: [{ label: 'Version v1', value: 'v1' }, { value: 'v2' }] }],
  })
})

test('a press is answered with what only its person sees', async () => {
  const { card, ana, ben } = await withCard(
    async (press) => press.isButton() && press.reply({ content: 'Noted.', flags: MessageFlags.Ephemeral }),
  )
  expect(await ana.presses(card, 'Confirm')).toMatchObject({ kind: 'message', message: { onlyForMe: true } })
  expect(ana.messages().map(({ text }) => text)).toEqual(['**Deploy?**', 'Noted.'])
  expect(ben.messages().map(({ text }) => text)).toEqual(['**Deploy?**'])
})

test('a choice changes the card', async () => {
  const { card, ana } = await withCard(async (choice) => {
    if (!choice.isStringSelectMenu()) return
    await choice.update({ components: [{ type: 10, content: `Chosen: ${choice.values}` }] })
  })
  expect(await ana.selects(card, 'Version', 'v2')).toMatchObject({ kind: 'updated', message: { text: 'Chosen: v2' } })
  expect(ana.again(card)).toMatchObject({ text: 'Chosen: v2', buttons: [], edited: true })
})

test('Discord’s client lets nobody press or choose what is not there', async () => {
  const { card, ana } = await withCard(async () => undefined)
  await expect(ana.presses(card, 'Never')).rejects.toThrow('disabled')
  await expect(ana.presses(card, 'Perhaps')).rejects.toThrow('no button')
  await expect(ana.selects(card, '', 'v3')).rejects.toThrow('offers no v3')
  await expect(ana.selects(card, '', 'v1', 'v2')).rejects.toThrow('2 chosen')
})

test('a bot that does not answer in time has failed', async () => {
  const { card, ana, clock, discord } = await withCard(async () => undefined)
  const pressed = ana.presses(card, 'Confirm')
  await discord.until(() => true)
  clock.advance(3_000)
  expect(await pressed).toEqual({ kind: 'failed' })
})

const FORM: APIModalInteractionResponseCallbackData = {
  custom_id: 'why',
  title: 'Conditions',
  components: [
    { type: 18, label: 'Under which?', component: { type: 4, style: 1, custom_id: 'reason', max_length: 20 } },
  ],
}

test('a form opens, is closed, and is sent with what was typed', async () => {
  const sent: string[] = []
  const { card, ana } = await withCard(async (interaction) => {
    if (interaction.isButton()) await interaction.showModal(FORM)
    if (!interaction.isModalSubmit()) return
    sent.push(interaction.fields.getTextInputValue('reason'))
    await interaction.deferUpdate()
  })
  await ana.presses(card, 'Confirm')
  const first = await ana.seesModal('Conditions')
  expect(first.fields).toMatchObject([{ label: 'Under which?', kind: 'text', isRequired: true, maxLength: 20 }])
  await ana.closes(first)
  await ana.presses(card, 'Confirm')
  const second = await ana.seesModal()
  await expect(ana.submits(second, { 'Under which?': 'x'.repeat(21) })).rejects.toThrow('20')
  expect(await ana.submits(second, { 'Under which?': 'ben watches' })).toEqual({ kind: 'acknowledged' })
  expect(sent).toEqual(['ben watches'])
})

const COMMANDS = [
  {
    name: 'deploy',
    description: 'Deploy',
    options: [
      { type: 3, name: 'service', description: 'Which', required: true, autocomplete: true },
      { type: 4, name: 'count', description: 'How many' },
    ],
  },
  { type: 3, name: 'Deploy this' },
]

test('commands are completed, run with their types, and checked as Discord’s client does', async () => {
  const { ana, client } = await bot(async (interaction) => {
    if (interaction.isAutocomplete()) await interaction.respond([{ name: 'Payments', value: 'payments' }])
    if (interaction.isChatInputCommand()) await interaction.reply(said(interaction))
    if (interaction.isMessageContextMenuCommand()) await interaction.reply(`On: ${interaction.targetMessage.content}`)
  })
  await client.application.commands.set(COMMANDS as never)
  expect(await ana.types('deploy', { service: 'pay' })).toEqual([{ name: 'Payments', value: 'payments' }])
  expect(await ana.runs('deploy', { service: 'payments', count: '3' })).toMatchObject({
    message: { text: 'payments 3' },
  })
  await expect(ana.runs('deploy', { count: '3' })).rejects.toThrow('service is required')
  const link = await ana.says('https://example.com/pull/1')
  expect(await ana.usesOn(link, 'Deploy this')).toMatchObject({ message: { text: 'On: https://example.com/pull/1' } })
})

function said({ options }: ChatInputCommandInteraction): string {
  return `${options.getString('service')} ${options.getInteger('count')}`
}

test('a deferred answer is seen as thinking, until it is edited', async () => {
  const done = Promise.withResolvers<void>()
  const { ana } = await bot(async (interaction) => {
    if (!interaction.isChatInputCommand()) return
    await interaction.deferReply()
    await done.promise
    await interaction.editReply('Done.')
  })
  expect(await ana.runs('status')).toEqual({ kind: 'thinking', onlyForMe: false })
  expect(ana.messages().at(-1)).toMatchObject({ isThinking: true })
  done.resolve()
  expect(await ana.sees('Done.')).toMatchObject({ isThinking: false })
})

test('typing, reactions, files and two people of one name are seen', async () => {
  const { ana, ben, client, discord } = await bot(async () => undefined)
  const channel = `/channels/${discord.general}` as const
  const typing = ana.seesTyping()
  await client.rest.post(`${channel}/typing`)
  await typing
  ben.showsName('ana')
  const told = await ben.uploads({ name: 'log.txt', content: 'boom' })
  expect(told).toMatchObject({ author: 'ana', files: [{ name: 'log.txt', size: 4 }] })
  expect(told.authorId).not.toBe(ana.id)
  await client.rest.put(`${channel}/messages/${told.id}/reactions/%F0%9F%91%80/@me`)
  expect(ana.again(told)?.reactions).toEqual(['👀'])
  expect(await (await fetch(told.files[0]?.url ?? '')).text()).toBe('boom')
})
