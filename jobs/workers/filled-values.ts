import { fill, type Values } from '../../src/domain/workflows/references.ts'

const REFERENCE = /(\$\{\{.*?\}\})/
const hasReference = (text: string): boolean => REFERENCE.test(text)

/** A part of a path that a value makes empty, `.` or `..`, which would lead the request elsewhere. */
export function leadsElsewhere(url: string, values: Values): boolean {
  const [path = ''] = url.split(/[?#]/)
  return path.split('/').some((part) => hasReference(part) && ['', '.', '..'].includes(fill(part, values)))
}

/**
 * A body with its values. In a body that is JSON a value stays one text, or one JSON value where no quotes are around it;
 * undefined where it would be more.
 */
export function filledBody(body: string, values: Values): string | undefined {
  const pieces = body.split(REFERENCE)
  const isWhole = pieces.every((piece) => piece === '' || hasReference(piece))
  if (isWhole || !isJson(pieces.map((piece) => (hasReference(piece) ? '0' : piece)).join(''))) return fill(body, values)
  let inText = false
  let filled = ''
  for (const piece of pieces) {
    if (!hasReference(piece)) {
      const quotes = piece.replace(/\\./g, '').match(/"/g) ?? []
      inText = quotes.length % 2 === 1 ? !inText : inText
      filled += piece
      continue
    }
    const value = fill(piece, values)
    if (!inText && !isJson(value)) return undefined
    filled += inText ? JSON.stringify(value).slice(1, -1) : value
  }
  return filled
}

/** A value that a program would read as an option; a `--` before it in the file says that none follows. */
export function wouldBeOption(command: readonly string[], values: Values): string | undefined {
  const end = command.indexOf('--')
  const open = end === -1 ? command : command.slice(0, end)
  const whole = open.filter((argument) => /^\$\{\{[^}]*\}\}$/.test(argument))
  return whole.map((argument) => fill(argument, values)).find((value) => value.startsWith('-'))
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
