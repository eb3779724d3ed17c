import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type HealthServer, startHealthServer } from '../../adapters/http/health-server.ts'
import { runs } from '../../src/domain/projections.ts'
import { consoleLogins } from '../../src/logins/console-logins.ts'
import { systemClock } from '../../src/ports/clock.ts'
import { type BrowserPage, type Look, openChromium } from './chromium.ts'
import { askForApproval, RELEASE } from './console-scene.ts'
import { type RunningBot, startRunningBot } from './running-bot.ts'

/** Where Chromium is; .ci/run installs Debian's. Left out: a user without it has nothing to install. */
const { TEST_CHROMIUM, CONSOLE_SCREENSHOTS } = process.env
const OWNER = 'terminal:you'

const DESK = { width: 1280, height: 800 }
const PHONE = { width: 390, height: 844 }
const LIGHT: Look = { name: 'light', colorScheme: 'light', viewport: DESK }
const LOOKS: readonly Look[] = [
  LIGHT,
  { name: 'dark', colorScheme: 'dark', viewport: DESK },
  { name: 'phone', colorScheme: 'light', viewport: PHONE },
  { name: 'phone-dark', colorScheme: 'dark', viewport: PHONE },
]

/** Every page, what must stand on it, and the looks in which docs/console.md shows it. */
const PAGES = [
  { name: 'chat', address: '#/chat', text: 'Conversations', shown: ['phone'] },
  { name: 'new', address: '#/chat/new', text: 'What shall Shipmate do?', shown: [] },
  { name: 'overview', address: '#/overview', text: 'v1.1.0', shown: ['dark'] },
  { name: 'deployments', address: '#/deployments', text: 'TASK-1', shown: [] },
  {
    name: 'deployment',
    address: '#/deployments/TASK-1',
    text: 'Every change to production needs confirmation.',
    shown: [],
  },
  { name: 'waiting', address: '#/changes', text: 'asks for your approval', shown: ['light'] },
  { name: 'workflows', address: '#/workflows', text: 'Release a version', shown: [] },
  { name: 'workflow', address: '#/workflows/release', text: 'The lead agrees', shown: ['light'] },
  { name: 'agents', address: '#/agents', text: 'Who calls whom', shown: ['light'] },
  { name: 'events', address: '#/events', text: 'cicd.deploy.completed', shown: ['light'] },
  { name: 'audit', address: '#/audit', text: 'cicd.deploy.completed', shown: ['light'] },
  { name: 'alerts', address: '#/alerts', text: 'Nothing is wrong with the bot.', shown: ['light'] },
  { name: 'tokens', address: '#/tokens', text: 'Tokens', shown: ['light'] },
  { name: 'nowhere', address: '#/nowhere', text: 'There is no such page', shown: [] },
]

describe.skipIf(TEST_CHROMIUM === undefined)('the console in Chromium', () => {
  let bot: RunningBot
  let http: HealthServer
  let seen: BrowserPage
  let base: string
  const faults: string[] = []
  /** While the bot is away, the browser says so. */
  let isAway = false

  const listen = (port: number): Promise<HealthServer> =>
    startHealthServer({
      ...{ host: '127.0.0.1', port, version: '1.0.0', parts: () => [], workers: () => bot.app().registry.list() },
      api: { behind: () => bot.app().api, onFault: (error) => faults.push(String(error)) },
    })

  beforeAll(async () => {
    bot = await startRunningBot({ env: {}, owner: OWNER, files: { 'workflows/release.yaml': RELEASE } })
    http = await listen(0)
    base = `http://127.0.0.1:${http.port}`
    seen = await openChromium(
      TEST_CHROMIUM ?? '',
      CONSOLE_SCREENSHOTS,
      // Who is there is asked first, and the browser notes that nobody is, or that a link was used.
      (url) => isAway || url.endsWith('/api/v1/me') || url.endsWith('/api/v1/login'),
    )
    await seen.show(LIGHT)
  })
  afterAll(async () => {
    await seen?.close()
    await http?.stop()
    await bot?.close()
  })

  const open = (address: string) => seen.page.goto(`${base}/${address}`)
  const thread = () => seen.page.locator('.thread')

  test('nobody is let in without a link, and is told how to have one', async () => {
    await open('')
    await seen.page.getByText('You are not logged in here.').waitFor()
    expect(await seen.faults()).toEqual([])
  })

  test('a link opens it once', async () => {
    const { page } = seen
    const logins = consoleLogins({ store: bot.app().store, clock: systemClock })
    const { code } = await logins.offer(OWNER, 'terminal')
    await open(`login#${code}`)
    await page.getByRole('button', { name: 'Open the console' }).waitFor()
    expect(await seen.faults()).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByText('What shall Shipmate do?').waitFor()
    await open(`login#${code}`)
    await page.getByRole('button', { name: 'Open the console' }).click()
    await page.getByText(/used/).waitFor()
    await open('')
    await page.getByText('What shall Shipmate do?').waitFor()
  })

  test('the sample is deployed from the chat, by a button', async () => {
    const { page } = seen
    await page.keyboard.press('/')
    await page.keyboard.type('deploy billionmail v1.1.0 to production')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Confirm' }).click()
    await thread().getByText('billionmail v1.1.0 is live on production').waitFor()
    // Once in the list of conversations, and once in the conversation.
    expect(await page.getByText('deploy billionmail v1.1.0 to production', { exact: true }).count()).toBe(2)
    await page.locator('.thread .card.progress').waitFor({ state: 'detached' })
    await page.locator('#say').blur()
    await seen.shoot('chat')
    expect((await fetch(bot.urls.production)).status).toBe(200)
  })

  test('a conversation is there again after the page was loaded again', async () => {
    await seen.page.reload()
    await thread().getByText('billionmail v1.1.0 is live on production').waitFor()
    expect(await seen.page.getByRole('button', { name: 'Confirm' }).count()).toBe(0)
  })

  test('the overview shows what is live, and leads to its deployment', async () => {
    const { page } = seen
    for (let times = 0; times < 60; times++) await fetch(bot.urls.production)
    await page.locator('main').focus()
    await page.keyboard.press('g')
    await page.keyboard.press('o')
    await page.getByRole('cell', { name: /v1\.1\.0 healthy/ }).waitFor()
    await seen.shoot('overview')
    await page.getByRole('link', { name: 'v1.1.0' }).click()
    await page.getByRole('heading', { name: 'Deploy billionmail v1.1.0 to production' }).waitFor()
    await page.getByText('Every change to production needs confirmation.').waitFor()
    await page.getByRole('img', { name: /^Before: 0 requests/ }).waitFor()
    await page.getByText(/billionmail v1\.1\.0 listens/).waitFor()
    await seen.shoot('deployment')
  })

  test('a workflow is started by keyboard, and waits for an approval', async () => {
    const { page } = seen
    await open('#/workflows/release')
    await page.getByLabel(/^service/).fill('billionmail')
    await page.getByLabel(/^version/).fill('v1.1.0')
    await page.keyboard.press('Enter')
    await page.waitForURL(/#\/chat\//)
    await page.getByRole('button', { name: /Confirm|Start/ }).click()
    await open('#/workflows/release')
    await page
      .locator('.graph .box.warn')
      .getByText(/^waiting/)
      .last()
      .waitFor()
  })

  test.each(LOOKS)('every page can be used without seeing it, and fits its screen: $name', async (look) => {
    const { page } = seen
    if (look === LIGHT)
      await askForApproval(
        bot.app().store,
        (await bot.app().store.list(runs)).find(({ plan }) => plan.kind === 'deploy')?.plan,
        OWNER,
      )
    await seen.show(look)
    const linked = await page.locator('nav a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))
    expect(PAGES.map(({ address }) => address)).toEqual(expect.arrayContaining(linked))
    const wrong: Record<string, unknown> = {}
    for (const { name, address, text, shown } of PAGES) {
      await open(address)
      await page.locator('main').getByText(text).first().waitFor({ state: 'attached' })
      const found = await seen.faults()
      if (found.length > 0) wrong[address] = found
      if (shown.includes(look.name)) await seen.shoot(look === LIGHT ? name : `${name}-${look.name}`)
    }
    expect(wrong).toEqual({})
  })

  test('events come live, and a filter stands in the address', async () => {
    const { page } = seen
    await seen.show(LIGHT)
    await open('#/events')
    await page.getByText('live', { exact: true }).waitFor()
    await page.getByLabel('Type').fill('cicd.*')
    await page.keyboard.press('Enter')
    await page.waitForURL(/type=cicd/)
    await page.getByText('message.received').first().waitFor({ state: 'detached' })
    await page.getByText('cicd.deploy.completed').first().waitFor()
  })

  test('a change is rejected by keyboard, with a reason', async () => {
    const { page } = seen
    await open('#/changes')
    await page.getByRole('button', { name: 'Reject' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('textbox').fill('not today')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Reject' }).first().waitFor({ state: 'detached' })
    expect(await bot.count('approval.declined')).toBe(1)
  })

  test('while the bot is away the page says so, and it comes back by itself', async () => {
    const { page } = seen
    await open('#/chat')
    await thread().waitFor()
    isAway = true
    const { port } = http
    await http.stop()
    // What it says depends on whether all was read by then.
    const isAwaySaid = page.getByText(/The connection is lost|Shipmate does not answer/)
    await isAwaySaid.first().waitFor()
    await bot.restart()
    http = await listen(port)
    await expect.poll(() => isAwaySaid.count()).toBe(0)
    isAway = false
    await page.locator('#say').fill('status')
    await page.keyboard.press('Enter')
    await thread().getByText('status', { exact: true }).waitFor()
    await page.locator('.message.sending').waitFor({ state: 'detached' })
    expect(await thread().getByText('status', { exact: true }).count()).toBe(1)
  })

  test('whoever logs out is out', async () => {
    await seen.page.getByRole('button', { name: 'Log out' }).click()
    await seen.page.getByText('You are not logged in here.').waitFor()
  })

  test('the browser and the server had nothing to complain of', () => {
    expect([...seen.complaints, ...faults]).toEqual([])
  })
})
