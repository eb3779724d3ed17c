import type { Column, ColumnForm, Template } from '../shared/column.ts'
import { quote, writeKey } from '../shared/quoting.ts'
import type { EncodeContext } from './context.ts'
import { writeFlow } from './flow.ts'

/** The columns as a header names them, each with a mark that says how its cells are written. */
export function writeColumnNames(columns: readonly Column[], context: EncodeContext): string {
  return columns.map((column) => writeColumnName(column, context)).join(' ')
}

function writeColumnName({ path, optional, otherwise, form }: Column, context: EncodeContext): string {
  return `${writePath(path)}${optional ? '?' : ''}${writeForm(form, context)}${otherwise === undefined ? '' : `=${writeFlow(otherwise, context)}`}`
}

function writePath(path: readonly string[]): string {
  return path.map(writeKey).join('.')
}

function writeForm(form: ColumnForm, context: EncodeContext): string {
  switch (form.kind) {
    case 'word':
      return ''
    case 'words':
      return `/${form.count}`
    case 'rest':
      return '*'
    case 'joined':
      return '_'
    case 'offset':
      return '+'
    case 'list':
      return '[]'
    case 'rows':
      return `[${writeColumnNames(form.columns, context)}]`
    case 'constant':
      return `=${writeFlow(form.value, context)}`
    case 'codes':
      return `<${form.values.map((value) => writeFlow(value, context)).join(' ')}>`
    case 'sequence':
      return `~${form.step}=${writeFlow(form.first, context)}`
    case 'elapsed':
      return `${form.unit === 'second' ? '~' : '~~'}${writePath(form.from)}~${writePath(form.to)}`
    case 'difference':
      return '^'
    case 'since':
      return `^${writePath(form.path)}`
    case 'template':
      return `%<${form.templates.map((template) => quote(templateText(template))).join(' ')}>`
  }
}

/** A gap is a lone asterisk: no template has one as a word of its own. */
function templateText(template: Template): string {
  return template.map((word) => word ?? '*').join(' ')
}
