import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'

/** What a page looks like to somebody: their screen, and what they have asked their system for. */
export interface Look {
  readonly name: string
  readonly colorScheme: 'light' | 'dark'
  readonly viewport: { readonly width: number; readonly height: number }
}

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly target: readonly string[] }[]
}

/** A page of Chromium, and what a test asks about it. */
export interface BrowserPage {
  readonly page: Page
  /** What the browser said that it should not have to. */
  readonly complaints: readonly string[]
  show(look: Look): Promise<void>
  /** Waits until nothing loads any more; then what axe finds, and by how many pixels it is too wide. */
  faults(): Promise<readonly string[]>
  /** Keeps a picture of it, where somebody wants pictures. */
  shoot(name: string): Promise<void>
  close(): Promise<void>
}

const WITHIN_MS = 60_000
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * @param executablePath Chromium or Chrome.
 * @param pictures The folder for pictures; left out, none is taken.
 * @param isExpected Whether a complaint is part of the test.
 * @param subject Opens the names of the pictures.
 */
export async function openChromium(
  executablePath: string,
  pictures: string | undefined,
  isExpected: (url: string) => boolean,
  subject = 'console',
): Promise<BrowserPage> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  const page = await browser.newPage()
  const complaints: string[] = []
  page.setDefaultTimeout(WITHIN_MS)
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (said) => {
    const { url } = said.location()
    if (said.type() === 'error' && !isExpected(url)) complaints.push(`${said.text()} ${url}`)
  })
  return {
    page,
    complaints,
    async show({ viewport, colorScheme }) {
      await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    },
    async faults() {
      await page.locator('main .loading').first().waitFor({ state: 'detached' })
      // The protocol of the browser puts it in, so the page keeps its policy for content.
      if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(AXE)
      const { violations } = (await page.evaluate('axe.run()')) as { readonly violations: readonly Violation[] }
      const tooWide = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'))
      return [
        ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`),
        ...(tooWide > 0 ? [`${tooWide} px too wide`] : []),
      ]
    },
    async shoot(name) {
      if (pictures === undefined) return
      mkdirSync(pictures, { recursive: true })
      await page.screenshot({ path: join(pictures, `${subject}-${name}.png`) })
    },
    close: () => browser.close(),
  }
}
