import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PageServer, startPageServer } from '../simulators/page/page-server.ts'
import { type Simulation, startSimulation } from '../simulators/page/simulation.ts'
import { BOT_TOKEN } from '../simulators/slack/server.ts'
import { type BrowserPage, type Look, openChromium } from './chromium.ts'

/** Posted past the bot, with a link that it would not write. */
async function sayAsBot({ slack, discord }: Simulation, text: string): Promise<void> {
  const words = `${text.replaceAll('<', '&lt;').replaceAll('>', '&gt;')} <javascript:document.title=4|here>`
  const sections = [{ type: 'section', text: { type: 'mrkdwn', text: words } }]
  const posts: readonly (readonly [url: string, authorization: string, body: object])[] = [
    [`${slack.apiUrl}chat.postMessage`, `Bearer ${BOT_TOKEN}`, { channel: 'C0GENERAL', text, blocks: sections }],
    [`${discord.apiUrl}/v10/channels/${discord.general}/messages`, `Bot ${discord.token}`, { content: text }],
  ]
  for (const [url, authorization, body] of posts) {
    const headers = { 'content-type': 'application/json', authorization }
    const { status } = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
    expect(status).toBe(200)
  }
}

/** Where Chromium is; .ci/run installs Debian's. Left out: a user without it has nothing to install. */
const { TEST_CHROMIUM, SIMULATOR_SCREENSHOTS } = process.env

/** Only for what hangs. */
const WITHIN_MS = 45_000
const DESK = { width: 1400, height: 900 }
const PHONE = { width: 390, height: 844 }
const LIGHT: Look = { name: 'light', colorScheme: 'light', viewport: DESK }
const LOOKS: readonly Look[] = [
  LIGHT,
  { name: 'dark', colorScheme: 'dark', viewport: DESK },
  { name: 'phone', colorScheme: 'light', viewport: PHONE },
]
/** Of a blue-green deployment. */
const STEPS = 5
const HOSTILE =
  '<img src=x onerror="document.title=1"> <script>document.title=2</script> [x](javascript:document.title=3)'

describe.skipIf(TEST_CHROMIUM === undefined)('the simulator in Chromium', () => {
  let simulation: Simulation
  let server: PageServer
  let seen: BrowserPage
  let slack: Locator
  let discord: Locator

  beforeAll(async () => {
    // Nothing waits for the rates of the platforms here: they are not what is tested.
    simulation = await startSimulation({ limits: 'off' })
    server = await startPageServer(simulation, 0)
    const starting = simulation.bot.start()
    seen = await openChromium(TEST_CHROMIUM ?? '', SIMULATOR_SCREENSHOTS, () => false, 'simulator')
    // A bot that is started again has the machine for itself on no machine that runs a whole suite.
    seen.page.setDefaultTimeout(WITHIN_MS)
    await seen.show(LIGHT)
    await starting
    await seen.page.goto(server.url)
    slack = seen.page.getByRole('region', { name: 'Slack-like' })
    discord = seen.page.getByRole('region', { name: 'Discord-like' })
  })
  afterAll(async () => {
    await seen?.close()
    await server?.stop()
    await simulation?.stop()
  })

  const write = async (pane: Locator, text: string): Promise<void> => {
    await pane.getByRole('textbox', { name: /^Message/ }).fill(text)
    await seen.page.keyboard.press('Enter')
  }
  const become = (pane: Locator, person: string) => pane.getByRole('button', { name: person, exact: true }).click()
  const press = (pane: Locator, button: string) =>
    pane.getByRole('button', { name: button, exact: true }).last().click()
  const says = (pane: Locator, words: string) => pane.getByRole('article').filter({ hasText: words }).last()
  const choose = async (field: Locator, typed: string, option: string): Promise<void> => {
    await field.fill(typed)
    await seen.page.getByRole('option', { name: option, exact: true }).waitFor()
    await seen.page.keyboard.press('ArrowDown')
    await seen.page.keyboard.press('Enter')
  }

  test('in Slack ana mentions the bot and confirms, and everybody sees it live', async () => {
    await write(slack, '@Shipmate deploy billionmail v1.0.0 to production using blue-green')
    await press(slack, 'Confirm')
    await says(slack, 'billionmail v1.0.0 is live on production').waitFor()
    await become(slack, 'ben')
    await says(slack, 'billionmail v1.0.0 is live on production').waitFor()
    await become(slack, 'ana')
    expect((await fetch(simulation.urls.production)).status).toBe(200)
  })

  test('in Discord ana completes /deploy while she types, confirms, and it is live', async () => {
    await discord.getByRole('textbox').fill('/depl')
    await discord.getByRole('button', { name: /^\/deploy/ }).click()
    await choose(discord.getByRole('combobox', { name: 'service' }), 'bill', 'billionmail')
    await choose(discord.getByRole('combobox', { name: 'environment' }), 'prod', 'production')
    await choose(discord.getByRole('combobox', { name: 'ref' }), 'v1.1', 'v1.1.0')
    await discord.getByLabel(/^strategy/).selectOption('blue-green')
    await press(discord, 'Send')
    await press(discord, 'Confirm')
    await says(discord, 'billionmail v1.1.0 is live on production').waitFor()
    await says(slack, 'billionmail v1.0.0 was live on production').waitFor()
    await expect.poll(() => discord.getByRole('img', { name: '✅' }).count(), { timeout: WITHIN_MS }).toBe(STEPS)
    await seen.shoot('both')
  })

  test('only the person who was refused sees the refusal', async () => {
    await write(slack, '@Shipmate deploy billionmail v1.0.0 to production using blue-green')
    await slack.getByRole('button', { name: 'Confirm' }).waitFor()
    await become(slack, 'cora')
    await press(slack, 'Confirm')
    await says(slack, 'Only ana, who asked, can answer this.').waitFor()
    expect(await says(slack, 'Only ana, who asked').textContent()).toContain('Only visible to you')
    await become(slack, 'ana')
    await slack.getByText('ana (you)').first().waitFor()
    expect(await slack.getByText('Only ana, who asked').count()).toBe(0)
    await press(slack, 'Cancel')
    await says(slack, 'Cancelled by ana').waitFor()
  })

  test('a question asked before the bot was killed is answered after it is back', async () => {
    await write(slack, '@Shipmate deploy billionmail v1.1.0 to staging using blue-green')
    await write(discord, '@Shipmate deploy billionmail v1.0.0 to production using blue-green')
    await discord.getByRole('button', { name: 'Confirm' }).waitFor()
    await seen.page.getByRole('button', { name: 'Kill the bot' }).click()
    await seen.page.getByText('The bot is killed').waitFor()
    await seen.page.getByRole('button', { name: 'Start the bot' }).click()
    await seen.page.getByText('The bot is running.').waitFor()
    await press(discord, 'Confirm')
    await says(discord, 'billionmail v1.0.0 is live on production').waitFor()
    await says(slack, 'billionmail v1.1.0 is live on staging').waitFor()
  })

  test('a form of Slack is filled while the bot offers what fits, and asks in the channel that was chosen', async () => {
    await slack.getByRole('button', { name: /Deploy…/ }).click()
    const form = seen.page.getByRole('dialog', { name: 'Deploy' })
    await choose(form.getByRole('combobox', { name: 'Service' }), 'bill', 'billionmail')
    await choose(form.getByRole('combobox', { name: 'Environment' }), 'stag', 'staging')
    await choose(form.getByRole('combobox', { name: 'Version' }), 'v1.0', 'v1.0.0')
    await choose(form.getByRole('combobox', { name: 'Where to answer' }), 'gen', '#general')
    await seen.shoot('form')
    expect(await seen.faults()).toEqual([])
    await form.getByRole('button', { name: 'Ask for it' }).click()
    await says(slack, 'billionmail v1.0.0 is live on staging').waitFor()
  })

  test('a form of Discord is filled: ben rejects with a reason what takes his approval', async () => {
    await write(discord, '@Shipmate deploy billionmail v1.1.0 to production using recreate')
    await press(discord, 'Submit for approval')
    await discord.getByRole('button', { name: 'Reject' }).waitFor()
    await become(discord, 'ben')
    await press(discord, 'Reject')
    const form = seen.page.getByRole('dialog')
    await form.getByRole('textbox').fill('Not while the sale is on.')
    await form.getByRole('button', { name: 'Submit' }).click()
    await says(discord, 'Not while the sale is on.').waitFor()
    await become(discord, 'ana')
  })

  test('pages of others cannot use it, nor can names that others let point here', async () => {
    const deed = `${server.url}slack/people/ana/mentions`
    const ask = (headers: Record<string, string>) => fetch(deed, { method: 'POST', body: '["status"]', headers })
    expect((await ask({ origin: 'https://elsewhere.example' })).status).toBe(403)
    expect((await ask({ 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    const { headers } = await fetch(server.url)
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })

  test.each(LOOKS)('it can be used without seeing it, and fits its screen: $name', async (look) => {
    await seen.show(look)
    await slack.getByRole('button', { name: 'Home' }).click()
    await slack.getByRole('region', { name: 'Home' }).waitFor()
    const faults = [...(await seen.faults())]
    if (look === LIGHT) await seen.shoot('home')
    await slack.getByRole('button', { name: '# general' }).click()
    faults.push(...(await seen.faults()))
    expect(faults).toEqual([])
  })

  test('what people and the bot say is text, whatever it holds', async () => {
    await write(slack, HOSTILE)
    await write(discord, HOSTILE)
    await sayAsBot(simulation, HOSTILE)
    for (const pane of [slack, discord]) {
      await expect.poll(() => pane.getByText('<script>document.title=2</script>').count()).toBe(2)
      expect(await pane.locator('[onerror], [href^="javascript"], article script').count()).toBe(0)
    }
    expect(await seen.page.title()).toBe('Shipmate simulator')
  })

  test('the browser had nothing to complain about', () => {
    expect(seen.complaints).toEqual([])
  })
})
