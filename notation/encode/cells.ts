import { MISSING } from '../shared/column.ts'
import { isScalar, type Json } from '../shared/json.ts'
import { isBareJoined, isBareLine, isBarePhrase, isBareWord } from '../shared/quoting.ts'
import type { EncodeContext } from './context.ts'
import { writeFlow } from './flow.ts'
import { writeScalar } from './scalar.ts'
import type { TextForm } from './text-forms.ts'

type Bare = (text: string) => boolean

/** A column of cells as text, in the order of the rows. */
export function writeCells(
  values: readonly (Json | undefined)[],
  form: TextForm,
  isLast: boolean,
  context: EncodeContext,
): string[] {
  if (form.kind === 'joined') return values.map((value) => writeJoinedCell(value, context))
  const isBare = bareIn(form, isLast)
  return values.map((value) => {
    if (value === undefined) return MISSING
    return isScalar(value) ? writeScalar(value, isBare, context) : writeFlow(value, context)
  })
}

/** `New_York` */
function writeJoinedCell(value: Json | undefined, context: EncodeContext): string {
  if (value === undefined) return MISSING
  if (typeof value !== 'string')
    return isScalar(value) ? writeScalar(value, isBareWord, context) : writeFlow(value, context)
  const text = writeScalar(value, isBareJoined, context)
  return text === value ? text.replaceAll(' ', '_') : text
}

function bareIn(form: Exclude<TextForm, { kind: 'joined' }>, isLast: boolean): Bare {
  switch (form.kind) {
    case 'word':
      return isBareWord
    case 'words':
      return (text) => isBarePhrase(text) && text.split(' ').length === form.count
    case 'rest':
      return isLast ? isBareLine : isBarePhrase
  }
}

/** `a,b,c`; in brackets when it is empty or an item could not stand there bare. */
export function writeListCell(values: readonly Json[] | undefined, context: EncodeContext): string {
  if (values === undefined) return MISSING
  const items = values.map((value) => writeFlow(value, context))
  const isPlain = items.length > 0 && items.every((item) => !item.startsWith('"'))
  return isPlain && items.join(',') !== MISSING ? items.join(',') : writeFlow(values, context)
}
