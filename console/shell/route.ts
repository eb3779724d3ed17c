/** Where somebody is: `#/deployments/TASK-3?tab=log`. */
export interface Route {
  /** The first part; empty at the beginning. */
  readonly page: string
  /** The parts after it. */
  readonly rest: readonly string[]
  readonly query: Readonly<Record<string, string>>
}

export function routeOf(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#?\/?/, '').split('?', 2)
  const [page = '', ...rest] = path.split('/').map(decoded)
  return { page, rest: rest.filter((part) => part !== ''), query: Object.fromEntries(new URLSearchParams(query)) }
}

/** The address of a page, for `href`: `to('deployments', 'TASK-3')`. Absent values of the query are left out. */
export function to(page: string, ...parts: readonly (string | Readonly<Record<string, string | undefined>>)[]): string {
  const path = [page, ...parts.filter((part) => typeof part === 'string')].map(encodeURIComponent).join('/')
  const query = new URLSearchParams()
  for (const part of parts) {
    if (typeof part === 'string') continue
    for (const [name, value] of Object.entries(part)) if (value !== undefined && value !== '') query.set(name, value)
  }
  return `#/${path}${query.size > 0 ? `?${query}` : ''}`
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
