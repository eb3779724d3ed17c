import type { ShownCard } from '../api/shapes.ts'
import { to } from '../shell/route.ts'
import { html, type VNode } from './html.ts'
import { linkedText } from './linked-text.ts'

type Block = ShownCard['blocks'][number]
type Of<Kind extends Block['kind']> = Extract<Block, { kind: Kind }>
export type CardButton = Of<'buttons'>['buttons'][number]

export interface Presses {
  readonly press: (button: CardButton) => void
  /** The button whose press is not answered yet. */
  readonly pressed?: string | undefined
  /** What can only be looked at. */
  readonly isStill?: boolean
}

/** One block of a card, as a browser shows it. */
export function cardBlock(block: Block, presses: Presses): VNode {
  switch (block.kind) {
    case 'text':
      return html`<p class="said">${linkedText(block.text)}</p>`
    case 'fields':
      return fieldsBlock(block)
    case 'table':
      return tableBlock(block)
    case 'code':
      return html`<pre class="code" tabindex="0">${block.text}</pre>`
    case 'file':
      return fileBlock(block)
    case 'progress':
      return progressBlock(block)
    case 'link':
      return html`<p><a href=${to('chat', block.thread.replace(/^web:/, ''))}>${block.label}</a></p>`
    case 'buttons':
      return buttonsBlock(block, presses)
  }
}

function fieldsBlock({ fields }: Of<'fields'>): VNode {
  return html`<dl class="fields">
    ${fields.map(
      ({ label, value, url }) => html`<dt>${label}</dt>
        <dd>${url === undefined ? linkedText(value) : html`<a href=${url} target="_blank" rel="noopener noreferrer">${value}</a>`}</dd>`,
    )}
  </dl>`
}

function tableBlock({ columns, rows }: Of<'table'>): VNode {
  return html`<div class="scroll" tabindex="0"><table class="table">
    <thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
    <tbody>${rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${linkedText(cell)}</td>`)}</tr>`)}</tbody>
  </table></div>`
}

function fileBlock({ name, text, preview }: Of<'file'>): VNode {
  return html`<div class="file">
    <div class="head"><span class="mono">${name}</span>
      <button type="button" class="small" onClick=${() => download(name, text)}>Download</button></div>
    <pre class="code" tabindex="0">${preview}</pre>
  </div>`
}

function download(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

const STATE_WORDS = { done: 'done', active: 'in progress', pending: 'waiting', failed: 'failed' } as const

function progressBlock({ steps, share }: Of<'progress'>): VNode {
  return html`${share === undefined ? null : html`<progress max="1" value=${share}>${Math.round(share * 100)} %</progress>`}<ol class="steps">
    ${steps.map(
      ({ label, state, note }) =>
        html`<li class=${state}><span class="hidden">${STATE_WORDS[state]}: </span>${linkedText(label)}${note === undefined ? null : html` <small>${note}</small>`}</li>`,
    )}
  </ol>`
}

function buttonsBlock({ buttons }: Of<'buttons'>, { press, pressed, isStill = false }: Presses): VNode {
  return html`<div class="buttons">
    ${buttons.map(
      (button) => html`<button
        key=${button.id} type="button" class=${button.style === 'plain' ? '' : button.style}
        disabled=${isStill || pressed !== undefined} aria-busy=${pressed === button.id ? 'true' : undefined}
        onClick=${() => press(button)}
      >${button.label}</button>`,
    )}
  </div>`
}
