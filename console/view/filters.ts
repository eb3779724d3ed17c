import { to } from '../shell/route.ts'
import { html, type VNode } from './html.ts'

/** One thing that a list can be filtered by; with `options`, chosen from them. */
export interface Filter {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly options?: readonly string[]
}

/** What of an address are filters. */
export function chosen(filters: readonly Filter[], query: Readonly<Record<string, string>>): Record<string, string> {
  const named = filters.flatMap(({ name }) => (query[name] ? [[name, query[name]] as const] : []))
  return Object.fromEntries(named)
}

/** The query of the API for these filters, and what else is asked. */
export function asQuery(values: Readonly<Record<string, string | undefined>>): string {
  const known = Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : []))
  return new URLSearchParams(known as [string, string][]).toString()
}

/** A form whose values are the address of the page, so that a filtered list can be sent to a colleague. */
export function filterForm(page: string, filters: readonly Filter[], query: Readonly<Record<string, string>>): VNode {
  const filter = (event: SubmitEvent): void => {
    event.preventDefault()
    const data = new FormData(event.target as HTMLFormElement)
    location.hash = to(page, Object.fromEntries(filters.map(({ name }) => [name, String(data.get(name) ?? '').trim()])))
  }
  const isFiltered = Object.keys(chosen(filters, query)).length > 0
  return html`<form class="filters" role="search" key=${JSON.stringify(query)} onSubmit=${filter}>
    ${filters.map((one) => html`<label key=${one.name}>${one.label}${field(one, query[one.name] ?? '')}</label>`)}
    <button type="submit" class="primary">Filter</button>
    ${isFiltered && html`<a class="button" href=${to(page)}>Show all</a>`}
  </form>`
}

function field({ name, hint, options }: Filter, value: string): VNode {
  if (!options) return html`<input name=${name} value=${value} placeholder=${hint} />`
  return html`<select name=${name}>
    <option value="" selected=${value === ''}>all</option>
    ${options.map((option) => html`<option value=${option} selected=${option === value}>${option}</option>`)}
  </select>`
}
