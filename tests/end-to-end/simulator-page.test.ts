import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type PageServer, startPageServer } from '../simulators/page/page-server.ts'
import { type Simulation, startSimulation } from '../simulators/page/simulation.ts'
import { type BrowserPage, type Look, openChromium } from './chromium.ts'

/** Where Chromium is; .ci/run installs Debian's. Left out: a user without it has nothing to install. */
const { TEST_CHROMIUM, SIMULATOR_SCREENSHOTS } = process.env

const LIGHT: Look = { name: 'light', colorScheme: 'light', viewport: { width: 1400, height: 900 } }

describe.skipIf(TEST_CHROMIUM === undefined)('the simulator in Chromium', () => {
  let simulation: Simulation
  let server: PageServer
  let seen: BrowserPage
  let slack: Locator

  beforeAll(async () => {
    simulation = await startSimulation({ limits: 'off' })
    server = await startPageServer(simulation, 0)
    seen = await openChromium(TEST_CHROMIUM ?? '', SIMULATOR_SCREENSHOTS, () => false, 'simulator')
    await seen.show(LIGHT)
    await simulation.bot.start()
    await seen.page.goto(server.url)
    slack = seen.page.getByRole('region', { name: 'Slack-like' })
  })
  afterAll(async () => {
    await seen?.close()
    await server?.stop()
    await simulation?.stop()
  })

  const write = async (pane: Locator, text: string): Promise<void> => {
    await pane.getByRole('textbox').fill(text)
    await seen.page.keyboard.press('Enter')
  }
  const become = (pane: Locator, person: string) => pane.getByRole('button', { name: person, exact: true }).click()

  test('in Slack ana mentions the bot and confirms, and everybody sees it live', async () => {
    await write(slack, '@Shipmate deploy billionmail v1.0.0 to production')
    await slack.getByRole('button', { name: 'Confirm' }).click()
    await slack.getByText('billionmail v1.0.0 is live on production').waitFor()
    await become(slack, 'ben')
    await slack.getByText('billionmail v1.0.0 is live on production').waitFor()
    expect((await fetch(simulation.urls.production)).status).toBe(200)
  })
})
