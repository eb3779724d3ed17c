import { to } from '../shell/route.ts'
import { html, type VNode } from './html.ts'

/** Where the page of a thing is that people call by its number. */
const PAGES: Readonly<Record<string, string>> = { TASK: 'deployments', CHG: 'changes' }
const NAMED = /\b(TASK|CHG)-\d+\b|`([^`\n]+)`/g

/** A text whose `TASK-3` and `CHG-7` lead to their pages; what stands between backticks is code. */
export function linkedText(text: string): readonly (string | VNode)[] {
  const parts: (string | VNode)[] = []
  let end = 0
  for (const found of text.matchAll(NAMED)) {
    const [name, kind = '', code] = found
    if (found.index > end) parts.push(text.slice(end, found.index))
    if (code !== undefined) parts.push(html`<code>${code}</code>`)
    else parts.push(html`<a href=${to(PAGES[kind] ?? 'overview', name)}>${name}</a>`)
    end = found.index + name.length
  }
  if (end < text.length) parts.push(text.slice(end))
  return parts
}
