import { html, type Shown } from '../html.ts'

/** How each emoji of the bot is drawn: the platforms draw theirs themselves, and not every machine has a font of them. */
const DRAWN: Readonly<Record<string, { readonly kind: string; readonly mark: string }>> = {
  '✅': { kind: 'done', mark: '✓' },
  '❌': { kind: 'failed', mark: '✕' },
  '⏳': { kind: 'active', mark: '◔' },
  '⚠️': { kind: 'warning', mark: '!' },
  '▫️': { kind: 'pending', mark: '▫' },
  '🔴': { kind: 'red', mark: '●' },
  '🟡': { kind: 'yellow', mark: '●' },
  '🟢': { kind: 'green', mark: '●' },
  '🔵': { kind: 'blue', mark: '●' },
}
const EMOJI = new RegExp(`(${Object.keys(DRAWN).join('|')})`, 'u')

/** A text with its emoji drawn. */
export function withEmoji(text: string): Shown {
  if (!EMOJI.test(text)) return text
  return text.split(EMOJI).map((part) => {
    const drawn = DRAWN[part]
    return drawn ? html`<span class=${`emoji ${drawn.kind}`} role="img" aria-label=${part}>${drawn.mark}</span>` : part
  })
}
