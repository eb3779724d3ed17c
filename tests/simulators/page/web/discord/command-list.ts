import { html, type VNode } from '../html.ts'
import type { Entry } from './entries.ts'

/** The commands that fit what was typed after a slash. */
export function commandList(entries: readonly Entry[], onChoose: (entry: Entry) => void): VNode {
  return html`
    <div class="commands" role="group" aria-label="Commands">
      ${entries.map(
        (entry) =>
          html`<button type="button" onClick=${() => onChoose(entry)}><strong>/${entry.name}</strong> ${entry.description}</button>`,
      )}
    </div>
  `
}
