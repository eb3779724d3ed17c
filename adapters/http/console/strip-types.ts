import { stripTypeScriptTypes } from 'node:module'

/**
 * The JavaScript of erasable TypeScript, as Node runs it itself. Positions stay: a fault in a browser names the line of the
 * source.
 */
export function stripTypes(source: string): string {
  // Node warns once that the function may still change; operators need not read that. Nothing else runs between.
  const warn = process.emitWarning
  process.emitWarning = () => {}
  try {
    return stripTypeScriptTypes(source)
  } finally {
    process.emitWarning = warn
  }
}
