import { html, type Shown } from '../html.ts'
import { chartView } from '../shared/chart-view.ts'
import { safeUrl } from '../shared/safe-url.ts'
import type { Block, Cell, Chart, Element, Text } from './elements.ts'
import { mrkdwn, plain } from './mrkdwn.ts'
import { richText } from './rich-text.ts'

/** Draws a button or menu; where nothing can be used it draws nothing. */
export type DrawElement = (element: Element) => Shown

/** A block of Block Kit. What the page does not know says so. */
export function blockView(block: Block, draw: DrawElement): Shown {
  const { type, text, elements = [] } = block
  switch (type) {
    case 'header':
      return html`<h3>${words(text)}</h3>`
    case 'section':
      return sectionView(block, draw)
    case 'context':
      return html`<div class="context">${elements.map((one) => contextView(one))}</div>`
    case 'divider':
      return html`<hr />`
    case 'rich_text':
      return richText(block)
    case 'actions':
      return html`<div class="actions">${elements.map(draw)}</div>`
    case 'image':
      return imageView(block)
    case 'table':
      return tableView(block.rows ?? [])
    case 'data_visualization':
      return block.chart && plotView(String(block.title ?? ''), block.chart)
    case 'markdown':
      return html`<p class="words">${String(text ?? '')}</p>`
    default:
      return html`<p class="unknown">A block of the type ${type}, which this page does not draw.</p>`
  }
}

export function words(text: Text | string | undefined): Shown {
  if (text === undefined || typeof text === 'string') return text ?? ''
  return text.type === 'mrkdwn' ? mrkdwn(text.text) : plain(text.text)
}

function sectionView({ text, fields = [], accessory }: Block, draw: DrawElement): Shown {
  return html`
    <div class="section">
      <div>
        ${text && html`<p class="words">${words(text)}</p>`}
        ${fields.length > 0 && html`<div class="fields">${fields.map((field) => html`<p class="words">${words(field)}</p>`)}</div>`}
      </div>
      ${accessory && (accessory.type === 'image' ? imageView(accessory) : draw(accessory))}
    </div>
  `
}

function contextView(element: Element): Shown {
  if (element.type === 'image') return imageView(element)
  return html`<span>${words(element as unknown as Text)}</span>`
}

function imageView({
  image_url,
  slack_file,
  alt_text = '',
}: Pick<Element, 'image_url' | 'slack_file' | 'alt_text'>): Shown {
  const url = slack_file?.id === undefined ? undefined : `/slack/upload/${slack_file.id}`
  // Pictures of other hosts are not fetched: the page asks its own origin alone.
  if (url === undefined)
    return html`<a href=${safeUrl(image_url ?? '')} target="_blank" rel="noreferrer">${alt_text || 'picture'}</a>`
  return html`<a href=${url} target="_blank"><img src=${url} alt=${alt_text} /></a>`
}

function tableView([head = [], ...rows]: readonly (readonly Cell[])[]): Shown {
  return html`
    <div class="table" tabindex="0" role="group" aria-label="Table">
      <table>
        <thead><tr>${head.map((cell) => html`<th scope="col">${cellView(cell)}</th>`)}</tr></thead>
        <tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cellView(cell)}</td>`)}</tr>`)}</tbody>
      </table>
    </div>
  `
}

function cellView(cell: Cell): Shown {
  return cell.type === 'rich_text' ? richText(cell) : plain(cell.text ?? String(cell.value ?? ''))
}

function plotView(title: string, { type, segments, series = [], axis_config }: Chart): Shown {
  const shares = segments && [{ name: title, data: segments }]
  const plotted = (shares ?? series).map(({ name, data }) => ({ name, values: data.map(({ value }) => value) }))
  const categories = axis_config?.categories ?? segments?.map(({ label }) => label) ?? []
  return chartView({ title, type: type === 'line' || type === 'area' ? 'line' : 'bar', categories, series: plotted })
}
