/** Any part of a block, as deep as blocks go. */
interface Part {
  readonly type?: string
  readonly text?: string | Part
  readonly fields?: readonly Part[]
  readonly elements?: readonly Part[]
  readonly rows?: readonly (readonly Part[])[]
  readonly user_id?: string
  readonly url?: string
  readonly name?: string
  readonly fallback?: string
  readonly value?: number
  readonly alt_text?: string
  readonly title?: string | Part
  readonly label?: string | Part
  readonly hint?: Part
  readonly chart?: { readonly segments?: readonly Part[]; readonly series?: readonly Series[] }
}

interface Series {
  readonly name: string
  readonly data: readonly { readonly label: string; readonly value: number }[]
}

/** What a person reads in blocks, line by line: no control sequences, tables with bars, charts as their numbers. */
export function readBlocks(blocks: readonly unknown[]): string {
  return blocks
    .map((block) => readBlock(block as Part))
    .filter((line) => line !== '')
    .join('\n')
}

function readBlock(block: Part): string {
  switch (block.type) {
    case 'section':
      return lines([read(block.text), ...(block.fields ?? []).map(read)])
    case 'context':
      return (block.elements ?? []).map((part) => part.alt_text ?? readable(part.text)).join(' ')
    case 'rich_text':
      return (block.elements ?? []).map(richPart).join('\n')
    case 'table':
      return (block.rows ?? []).map((row) => row.map(cell).join(' | ')).join('\n')
    case 'data_visualization':
      return lines([readable(block.title), ...chartLines(block)])
    case 'image':
      return lines([readable(block.title), block.alt_text ?? ''])
    case 'input':
      return lines([readable(block.label), readable(block.hint)])
    case 'actions':
      return ''
    default:
      return read(block.text)
  }
}

function chartLines({ chart }: Part): readonly string[] {
  const slices = (chart?.segments ?? []).map(({ label, value }) => `${readable(label)}: ${value}`)
  const series = (chart?.series ?? []).map(
    ({ name, data }) => `${name}: ${data.map(({ label, value }) => `${label} ${value}`).join(', ')}`,
  )
  return [...slices, ...series]
}

function cell(part: Part): string {
  return part.type === 'rich_text' ? readBlock(part) : `${readable(part.text) || (part.value ?? '')}`
}

/** Sections follow each other in a line; items of a list stand one under another. */
function richPart(part: Part): string {
  const isList = part.type === 'rich_text_list'
  return (part.elements ?? []).map((one) => (one.elements ? richPart(one) : inline(one))).join(isList ? '\n' : '')
}

function inline(part: Part): string {
  switch (part.type) {
    case 'user':
      return `@${part.user_id?.slice(1).toLowerCase()}`
    case 'emoji':
      return `:${part.name}:`
    case 'date':
      return part.fallback ?? ''
    default:
      return readable(part.text) || (part.url ?? '')
  }
}

function read(text: string | Part | undefined): string {
  return unescaped(readable(text))
}

function readable(text: string | Part | undefined): string {
  return typeof text === 'string' ? text : typeof text?.text === 'string' ? text.text : ''
}

function lines(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n')
}

export function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
