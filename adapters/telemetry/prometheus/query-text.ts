/** What a query is asked about. */
export interface Asked {
  readonly service: string
  readonly environment: string
  /** Left out: whichever release it was. */
  readonly release?: { readonly version: string; readonly sha: string }
  readonly seconds: number
}

/** A query with its placeholders filled in. Each stands for a whole label value, and is quoted so that it cannot end it. */
export function queryText(query: string, { service, environment, release, seconds }: Asked): string {
  const values = { service, environment, ...release }
  return query.replace(/="\{(service|environment|version|sha)\}"|\{window\}/g, (_, name?: keyof typeof values) => {
    if (name === undefined) return `${Math.max(1, Math.ceil(seconds))}s`
    const value = values[name]
    return value === undefined ? '=~".*"' : `=${quoted(value)}`
  })
}

/** PromQL's double-quoted strings follow the rules of Go. */
function quoted(value: string): string {
  return `"${value.replace(/[\\"]/g, '\\$&').replace(/[\n\r\t\0]/g, (one) => ESCAPES[one] ?? '')}"`
}

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\0': '\\x00' }
