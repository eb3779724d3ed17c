import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { BOT_SCOPES } from '../../adapters/chat/slack/bot-scopes.ts'
import { createMemoryInstallations } from '../../adapters/store/memory/memory-installations.ts'
import { connected, TRANSPORTS, type Transport } from '../simulators/slack/connected.ts'
import { browserAt, DOCK, installSettings } from '../simulators/slack/two-workspaces.ts'
import { HOME } from '../simulators/slack/workspace.ts'

async function offered(transport: Transport = 'http') {
  const store = createMemoryInstallations()
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
  const { slack, chat } = await connected(transport, { config: { installs: installSettings(store), port: 0 }, log })
  return { slack, chat, store, lines, browser: browserAt(chat.port) }
}

describe.each(TRANSPORTS)('over %s', (transport) => {
  test('the first page leads to Slack, with the scopes, a fixed way back and a state', async () => {
    const { browser } = await offered(transport)
    const { searchParams } = new URL(await browser.authorizeUrl())
    expect(searchParams.get('scope')?.split(',')).toEqual([...BOT_SCOPES])
    expect(searchParams.get('redirect_uri')).toBe('https://shipmate.example.com/slack/oauth_redirect')
    expect(searchParams.get('state')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/)
  })

  test('nothing else is served there', async () => {
    const { chat } = await offered(transport)
    const status = async (path: string, method = 'GET') =>
      (await fetch(`http://127.0.0.1:${chat.port}${path}`, { method })).status
    expect(await status('/slack/install/')).toBeGreaterThanOrEqual(400)
    expect(await status('/slack/oauth_redirect', 'POST')).toBeGreaterThanOrEqual(400)
    expect(await status('/')).toBeGreaterThanOrEqual(400)
  })
})

test('without the settings there are no pages', async () => {
  const { chat } = await connected('http')
  expect((await browserAt(chat.port).opens('/slack/install')).status).toBe(404)
})

test('what was granted is kept, and no log line holds the token or the secrets', async () => {
  const { slack, browser, store, lines } = await offered()
  const page = await browser.returns(slack.installs.allow(await browser.authorizeUrl(), DOCK))
  expect(page.status).toBe(200)
  expect(await store.find('T2')).toMatchObject({ team: 'T2' })
  expect(lines.join()).not.toMatch(/xoxb-dock|harbour-client-secret|harbour-state/)
})

test('a browser that did not open the first page installs nothing', async () => {
  const { slack, browser, store } = await offered()
  const back = slack.installs.allow(await browser.authorizeUrl(), DOCK)
  browser.forgets()
  expect(await browser.returns(back)).toMatchObject({ status: 400, text: expect.stringContaining('was not installed') })
  expect(await store.find('T2')).toBeUndefined()
})

test.each([
  ['a state of nobody', (back: URL) => back.searchParams.set('state', 'forged')],
  ['no state', (back: URL) => back.searchParams.delete('state')],
  ['no code', (back: URL) => back.searchParams.delete('code')],
  ['a code of nobody', (back: URL) => back.searchParams.set('code', '<script>alert(1)</script>')],
])('%s installs nothing, and the page shows nothing of what was sent', async (_, change) => {
  const { slack, browser, store } = await offered()
  const back = new URL(slack.installs.allow(await browser.authorizeUrl(), DOCK))
  change(back)
  const page = await browser.returns(back.toString())
  expect(page.status).toBe(400)
  expect(page.text).not.toMatch(/script|forged|code=/)
  expect(await store.find('T2')).toBeUndefined()
})

test('a state that somebody else has signed is refused, with its cookie as well', async () => {
  const { slack, browser, store } = await offered()
  const elsewhere = await connected('http', {
    config: { installs: { ...installSettings(), stateSecret: 'another' }, port: 0 },
  })
  const other = browserAt(elsewhere.chat.port)
  const back = slack.installs.allow(await other.authorizeUrl(), DOCK)
  const state = new URL(back).searchParams.get('state') ?? ''
  browser.takes(`shipmate-slack-install=${state}`)
  expect((await browser.returns(back)).status).toBe(400)
  expect(await store.find('T2')).toBeUndefined()
})

test('a code is good once', async () => {
  const { slack, browser } = await offered()
  const url = await browser.authorizeUrl()
  const back = slack.installs.allow(url, DOCK)
  const cookie = `shipmate-slack-install=${new URL(url).searchParams.get('state')}`
  expect((await browser.returns(back)).status).toBe(200)
  browser.takes(cookie)
  expect((await browser.returns(back)).status).toBe(400)
})

test('who cancels is told so', async () => {
  const { slack, browser } = await offered()
  const page = await browser.returns(slack.installs.deny(await browser.authorizeUrl()))
  expect(page).toMatchObject({ status: 400, text: expect.stringContaining('cancelled in Slack') })
})

test('the home workspace stays as it is', async () => {
  const { slack, browser, store } = await offered()
  const page = await browser.returns(slack.installs.allow(await browser.authorizeUrl(), { ...HOME }))
  expect(page).toMatchObject({ status: 200, text: expect.stringContaining('at home in this workspace already') })
  expect(await store.find('T1')).toBeUndefined()
})

test('pages are shown in no frame, kept nowhere and tell no other site where they were', async () => {
  const { chat } = await offered()
  const { headers } = await fetch(`http://127.0.0.1:${chat.port}/slack/install`)
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('set-cookie')).toMatch(/Secure; HttpOnly/)
})
