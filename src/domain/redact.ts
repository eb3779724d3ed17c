import { SECRET_SHAPES } from './secret-shapes.ts'

/** What stands in a text where a secret stood. */
export const REDACTED = '[secret]'

/**
 * Takes secrets out of texts: every value given, as it is or as JSON, a URL or base 64 write it, and everything that has
 * the shape of a well-known kind of secret.
 */
export function createRedactor(values: readonly string[]): (text: string) => string {
  const forms = [...new Set(values.flatMap(formsOf))].filter((form) => form !== '')
  // Longest first, so that a secret that begins with another one goes whole.
  const alternatives = forms.sort((a, b) => b.length - a.length).map(escapeForPattern)
  const known = alternatives.length === 0 ? undefined : new RegExp(alternatives.join('|'), 'g')
  return (text) => {
    const withoutValues = known === undefined ? text : text.replace(known, REDACTED)
    const withoutShapes = SECRET_SHAPES.reduce((rest, shape) => rest.replace(shape, keepName), withoutValues)
    return withoutKeyEnds(withoutShapes)
  }
}

const KEY_END = /-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----/g
const KEY_LINE = /^[\s>|]{0,40}[A-Za-z0-9+/=]{8,120}\s{0,4}$/

/** The end of a log may begin in the middle of a key: the lines before its last one are part of it. */
function withoutKeyEnds(text: string): string {
  if (text.search(KEY_END) < 0) return text
  const lines: string[] = []
  for (const line of text.split('\n')) {
    if (line.search(KEY_END) < 0) {
      lines.push(line)
      continue
    }
    while (KEY_LINE.test(lines.at(-1) ?? '')) lines.pop()
    lines.push(line.replace(KEY_END, REDACTED))
  }
  return lines.join('\n')
}

/** One text without secrets; see {@link createRedactor}. */
export function redactSecrets(text: string, values: readonly string[]): string {
  return createRedactor(values)(text)
}

function keepName(_match: string, kept: unknown): string {
  return typeof kept === 'string' ? `${kept}${REDACTED}` : REDACTED
}

function formsOf(value: string): readonly string[] {
  const inJson = jsonForm(value)
  const inUrl = encodeURIComponent(value.toWellFormed())
  return [value, inJson, jsonForm(inJson), inUrl, Buffer.from(value).toString('base64')]
}

const jsonForm = (value: string): string => JSON.stringify(value).slice(1, -1)

const escapeForPattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
