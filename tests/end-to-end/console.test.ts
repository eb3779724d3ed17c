import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type HealthServer, startHealthServer } from '../../adapters/http/health-server.ts'
import { consoleLogins } from '../../src/logins/console-logins.ts'
import { systemClock } from '../../src/ports/clock.ts'
import { type RunningBot, startRunningBot } from './running-bot.ts'

/** Where Chromium is; .ci/run installs Debian's. Left out: a user without it has nothing to install. */
const { TEST_CHROMIUM, CONSOLE_SCREENSHOTS } = process.env
const OWNER = 'terminal:you'
const WITHIN_MS = 60_000
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const DESK = { width: 1280, height: 800 }
const PHONE = { width: 390, height: 844 }
const LOOKS = [
  { name: 'light', colorScheme: 'light', viewport: DESK },
  { name: 'dark', colorScheme: 'dark', viewport: DESK },
  { name: 'phone', colorScheme: 'light', viewport: PHONE },
  { name: 'phone, dark', colorScheme: 'dark', viewport: PHONE },
] as const

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly target: readonly string[] }[]
}

describe.skipIf(TEST_CHROMIUM === undefined)('the console in Chromium', () => {
  let bot: RunningBot
  let http: HealthServer
  let browser: Browser
  let context: BrowserContext
  let page: Page
  let base: string
  /** What the browser said that it should not have to. */
  const complaints: string[] = []

  beforeAll(async () => {
    bot = await startRunningBot({ env: {}, owner: OWNER })
    http = await startHealthServer({
      ...{ host: '127.0.0.1', port: 0, version: '1.0.0', parts: () => [], workers: () => undefined },
      api: { behind: () => bot.app().api, onFault: (error) => complaints.push(String(error)) },
    })
    base = `http://127.0.0.1:${http.port}`
    browser = await chromium.launch({ executablePath: TEST_CHROMIUM ?? '', args: ['--no-sandbox'] })
    context = await browser.newContext({ viewport: DESK })
    page = await context.newPage()
    page.setDefaultTimeout(WITHIN_MS)
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (said) => {
      // Who is there is asked first, and the browser notes that nobody is.
      if (said.type() === 'error' && !said.location().url.endsWith('/api/v1/me'))
        complaints.push(`${said.text()} ${said.location().url}`)
    })
  })
  afterAll(async () => {
    await browser?.close()
    await http?.stop()
    await bot?.close()
  })

  const violations = async (): Promise<readonly string[]> => {
    await page.evaluate(AXE)
    const { violations: found } = (await page.evaluate('axe.run()')) as { readonly violations: readonly Violation[] }
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
  }

  /** For docs/console.md, where somebody asks for them. */
  const shoot = async (name: string): Promise<void> => {
    if (CONSOLE_SCREENSHOTS === undefined) return
    mkdirSync(CONSOLE_SCREENSHOTS, { recursive: true })
    await page.screenshot({ path: join(CONSOLE_SCREENSHOTS, `console-${name}.png`) })
  }

  const addresses = (): Promise<readonly string[]> =>
    page.locator('nav a').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))

  test('nobody is let in without a link, and is told how to have one', async () => {
    await page.goto(base)
    await page.getByText('You are not logged in here.').waitFor()
    expect(await violations()).toEqual([])
  })

  test('a link opens it once', async () => {
    const logins = consoleLogins({ store: bot.app().store, clock: systemClock })
    const { code } = await logins.offer(OWNER, 'terminal')
    await page.goto(`${base}/login#${code}`)
    await page
      .getByRole('button')
      .first()
      .click()
      .catch(() => {})
    await page.getByRole('link', { name: 'Overview' }).waitFor()
    await page.getByText('What shall Shipmate do?').waitFor()
  })

  test('the sample is deployed from the chat, by a button', async () => {
    await page.keyboard.press('/')
    await page.keyboard.type('deploy billionmail v1.1.0 to production')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Confirm' }).click()
    await page.locator('.thread').getByText('billionmail v1.1.0 is live on production').waitFor()
    // Once in the list of conversations, and once in the conversation.
    expect(await page.getByText('deploy billionmail v1.1.0 to production', { exact: true }).count()).toBe(2)
    await page.keyboard.press('Tab')
    await shoot('chat')
    const answer = await fetch(bot.urls.production)
    expect(answer.status).toBe(200)
  })

  test('a conversation is there again after the page was loaded again', async () => {
    await page.reload()
    await page.locator('.thread').getByText('billionmail v1.1.0 is live on production').waitFor()
    expect(await page.getByRole('button', { name: 'Confirm' }).count()).toBe(0)
  })

  test('the overview shows what is live, and leads to its deployment', async () => {
    for (let times = 0; times < 60; times++) await fetch(bot.urls.production)
    await page.keyboard.press('Escape')
    await page.locator('main').focus()
    await page.keyboard.press('g')
    await page.keyboard.press('o')
    await page.getByRole('cell', { name: /v1\.1\.0 healthy/ }).waitFor()
    await shoot('overview')
    await page.getByRole('link', { name: 'v1.1.0' }).click()
    await page.getByRole('heading', { name: 'Deploy billionmail v1.1.0 to production' }).waitFor()
    await page.getByText('Every change to production needs confirmation.').waitFor()
    await page.getByRole('img', { name: /^Before: 0 requests/ }).waitFor()
    await page.getByText(/billionmail v1\.1\.0 listens/).waitFor()
    await shoot('deployment')
  })

  test.each(LOOKS)('every page can be used without seeing it, and fits its screen: $name', async (look) => {
    await page.setViewportSize(look.viewport)
    await page.emulateMedia({ colorScheme: look.colorScheme, reducedMotion: 'reduce' })
    const pages = [...(await addresses()), '#/deployments/TASK-1', '#/chat/new', '#/nowhere']
    expect(pages.length).toBeGreaterThan(4)
    const wrong: Record<string, unknown> = {}
    for (const address of pages) {
      await page.goto(`${base}/${address}`)
      await page.locator('main .loading').waitFor({ state: 'detached' })
      const found = await violations()
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
      if (found.length > 0 || Number(overflow) > 0) wrong[address] = { found, overflow }
      const name = /^#\/(\w+)$/.exec(address)?.[1]
      if (name !== undefined && !(look.name === 'light' && ['chat', 'overview', 'nowhere'].includes(name)))
        await shoot(look.name === 'light' ? name : `${name}-${look.name.replace(', ', '-')}`)
    }
    expect(wrong).toEqual({})
  })

  test('the browser had nothing to complain of', () => {
    expect(complaints).toEqual([])
  })
})
