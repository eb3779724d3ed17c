import type { Json } from '../shared/json.ts'
import { weigh } from '../shared/weight.ts'
import { writeCells, writeListCell } from './cells.ts'
import type { EncodeContext } from './context.ts'
import type { WrittenColumn } from './written-column.ts'

/** Lists with commas when they are short, in brackets when they are long: a comma is a token, a space is not. */
export function writeListColumn(
  path: readonly string[],
  optional: boolean,
  values: readonly (readonly Json[] | undefined)[],
  context: EncodeContext,
): WrittenColumn {
  const commas = values.map((value) => writeListCell(value, context))
  const brackets = writeCells(values, { kind: 'word' }, false, context)
  return weigh(commas.join(' ')) < weigh(brackets.join(' '))
    ? { column: { path, optional, form: { kind: 'list' } }, cells: commas }
    : { column: { path, optional, form: { kind: 'word' } }, cells: brackets }
}
