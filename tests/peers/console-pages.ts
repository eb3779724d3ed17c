import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import axe from 'axe-core'
import { pino } from 'pino'
import { type Browser, chromium, type Page } from 'playwright-core'
import { startHealthServer } from '../../adapters/http/health-server.ts'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import { startApp } from '../../src/app/start-app.ts'
import { runs } from '../../src/domain/projections.ts'
import { systemClock } from '../../src/ports/clock.ts'
import { botConfig } from '../kill/bot-config.ts'
import { freePort } from '../support/ports.ts'
import { signIn } from '../support/sign-in.ts'

/*
 * Opens the pages of the console in a real Chromium, on a bot that has deployed something and has a workflow under way: no
 * violation for axe in light and dark, nothing wider than a phone, everything by keyboard, and the log live.
 * With a folder as its argument it writes pictures of the pages into it.
 */

const BROWSER = process.env.CHROMIUM ?? '/usr/bin/chromium'
const ANA = 'terminal:ana'
const CHANGE = 'CHG-41'
const RELEASE = `title: Release a version
phrases: ['release {version} of {service}']
inputs: { service: service, version: version, reason: { type: text, default: 'monthly release', description: 'for the notes' } }
steps:
  - { id: unit, title: Unit tests, uses: command, with: { run: ['true'] } }
  - { id: audit, title: Audit of licences, uses: command, with: { run: ['true'] } }
  - { id: docs, title: Build the docs, uses: command, with: { run: ['true'] } }
  - { id: pack, title: Pack, needs: [unit, audit], uses: command, with: { run: ['true'] } }
  - { id: lead, title: The lead agrees, needs: [pack, docs], uses: approval, with: { role: owner, count: 1, expires: 4h } }
  - { id: notes, title: Publish the notes, needs: [lead], uses: command, with: { run: ['true'] } }
  - { id: mirror, title: Fill the mirror, needs: [lead], uses: command, with: { run: ['true'] } }
`

/** A page, and what must be on it. */
const PAGES: readonly (readonly [name: string, address: string, text: string])[] = [
  ['waiting', '#/changes', 'asks for your approval'],
  ['workflows', '#/workflows', 'Release a version'],
  ['workflow', '#/workflows/release', 'waiting'],
  ['agents', '#/agents', 'Who calls whom'],
  ['events', '#/events', 'cicd.deploy.completed'],
  ['audit', '#/audit', 'cicd.deploy.completed'],
  ['alerts', '#/alerts', 'Nothing is wrong with the bot.'],
]

const problems: string[] = []
const folder = mkdtempSync(join(tmpdir(), 'shipmate-'))
mkdirSync(join(folder, 'workflows'))
writeFileSync(join(folder, 'workflows', 'release.yaml'), RELEASE)
const app = await startApp({
  config: botConfig({ folder, env: {}, owner: ANA }),
  log: pino({ level: 'silent' }),
  samplePorts: { staging: await freePort(), production: await freePort() },
})
const http = await startHealthServer({
  ...{ host: '127.0.0.1', port: 0, version: '1.0.0', parts: () => [], workers: () => app.registry.list() },
  api: { behind: () => app.api, onFault: (error) => problems.push(`fault: ${String(error)}`) },
})
const base = `http://127.0.0.1:${http.port}`
const { origin: _, ...signed } = await signIn(base, { store: app.store, clock: systemClock }, ANA)
const browser = await chromium.launch({ executablePath: BROWSER, args: ['--no-sandbox'] })
try {
  await somethingHappens()
  for (const scheme of ['light', 'dark'] as const) await lookAt(scheme, { width: 1280, height: 860 })
  await lookAt('light', { width: 390, height: 844 })
  await useThem()
} finally {
  await browser.close()
  await http.stop()
  await app.stop()
  await stopAll(folder)
  rmSync(folder, { recursive: true, force: true })
}
process.stdout.write(
  `${[...problems, problems.length === 0 ? 'every page passes' : `${problems.length} problems`].join('\n')}\n`,
)
process.exit(problems.length === 0 ? 0 : 1)

async function ask(path: string, body?: object): Promise<Record<string, unknown>> {
  const answer = await fetch(`${base}/api/v1${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { ...signed, origin: base, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  return (await answer.json()) as Record<string, unknown>
}

/** A deployment, a change request of somebody else, and a run that waits for approval. */
async function somethingHappens(): Promise<void> {
  const { id: session } = await ask('/sessions', {})
  await confirmed(String(session), { content: 'deploy billionmail v1.1.0 to production' })
  const run = await until(async () => (await app.store.list(runs, { labels: ['succeeded'] }))[0])
  await confirmed(String(session), { content: 'release v1.1.0 of billionmail' })
  await until(async () => (await app.store.list(runs)).find(({ steps }) => steps.lead === 'waiting'))
  const required = [{ count: 1, roles: [], why: 'Every change to production takes a second person.' }]
  await app.store.append({
    ...{ correlationId: 'c-1', actor: 'terminal:ben', at: new Date() },
    streams: [
      {
        ...{ stream: `change-${CHANGE}`, expectedVersion: 0 },
        bodies: [
          {
            ...{
              type: 'change.requested',
              change: CHANGE,
              by: 'terminal:ben',
              groups: [],
              thread: 'terminal:x',
              round: 1,
            },
            ...{ plan: run.plan, planHash: 'h', required, approvers: { people: [ANA], others: [] } },
            ...{ expiresAt: inAnHour(), remindAt: inAnHour() },
            buttons: { approve: 'a', conditions: 'b', reject: 'c', withdraw: 'd', breakGlass: 'e' },
          },
        ],
      },
    ],
  })
}

async function confirmed(session: string, said: object): Promise<void> {
  const answer = JSON.stringify(await ask('/messages', { session_id: session, ...said }))
  const button = /"id":"([^"]+)","label":"(?:Confirm|Start)[^"]*"/.exec(answer)?.[1]
  if (button === undefined) throw new Error(`nothing to confirm in ${answer}`)
  await ask('/presses', { session_id: session, button })
}

function inAnHour(): string {
  return new Date(Date.now() + 3_600_000).toISOString()
}

async function until<Found>(look: () => Promise<Found | undefined>): Promise<Found> {
  for (let tries = 0; tries < 600; tries += 1) {
    const found = await look()
    if (found !== undefined) return found
    await wait(100)
  }
  throw new Error('it does not happen')
}

async function opened(
  from: Browser,
  colorScheme: 'light' | 'dark',
  viewport: { width: number; height: number },
): Promise<Page> {
  const context = await from.newContext({ colorScheme, viewport, bypassCSP: true, deviceScaleFactor: 1 })
  const [name = '', value = ''] = signed.cookie.split('=', 2)
  await context.addCookies([{ name, value, url: base }])
  await context.addInitScript((token) => localStorage.setItem('shipmate.csrf', token), signed['x-csrf-token'])
  const page = await context.newPage()
  page.on('console', (line) => line.type() === 'error' && problems.push(`console: ${line.text()}`))
  page.on('pageerror', (error) => problems.push(`page: ${error.message}`))
  return page
}

async function lookAt(scheme: 'light' | 'dark', viewport: { width: number; height: number }): Promise<void> {
  const page = await opened(browser, scheme, viewport)
  const kind = viewport.width < 500 ? 'phone' : scheme
  for (const [name, address, text] of PAGES) {
    await page.goto(`${base}/${address}`)
    await page
      .getByText(text)
      .first()
      .waitFor({ state: 'attached', timeout: 20_000 })
      .catch(() => problems.push(`${name}: no “${text}”`))
    await page.evaluate(axe.source)
    const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run())
    for (const { id, nodes } of violations)
      problems.push(`${name}, ${kind}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join('; ')}`)
    const tooWide = Number(
      await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
    )
    if (tooWide > 0) problems.push(`${name}, ${kind}: ${tooWide} px too wide`)
    const pictures = process.argv[2]
    if (pictures !== undefined)
      await page.screenshot({ path: join(pictures, `console-${name}${kind === 'light' ? '' : `-${kind}`}.png`) })
  }
  await page.context().close()
}

/** What people do there, by keyboard where it counts. */
async function useThem(): Promise<void> {
  const page = await opened(browser, 'light', { width: 1280, height: 860 })
  await page.goto(`${base}/#/events`)
  await page.getByText('live', { exact: true }).waitFor()
  await ask('/sessions', {}).then(({ id }) => ask('/messages', { session_id: id, content: 'status' }))
  await page.getByText('just now').first().waitFor()
  await page.getByLabel('Type').fill('cicd.*')
  await page.keyboard.press('Enter')
  await page.waitForURL(/type=cicd/)
  await page.getByText('message.received').first().waitFor({ state: 'detached' })
  await page.goto(`${base}/#/changes`)
  await page.getByRole('button', { name: 'Reject' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByRole('textbox').fill('not today')
  await page.getByRole('dialog').locator('button[type=submit]').click()
  await page.getByText('Nothing waits for your answer.').waitFor()
  await page.goto(`${base}/#/workflows/release`)
  await page.getByLabel(/^service/).fill('billionmail')
  await page.getByLabel(/^version/).fill('v1.0.0')
  await page.keyboard.press('Enter')
  await page.waitForURL(/#\/chat\//)
  await page.getByRole('button', { name: /Confirm|Start/ }).waitFor()
}
