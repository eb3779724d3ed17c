import { codeOf, MISSING, MOST_CODES, type Template } from '../../shared/column.ts'
import { isScalar, type Json } from '../../shared/json.ts'
import { isBarePhrase, quote } from '../../shared/quoting.ts'
import type { WrittenColumn } from '../written-column.ts'

/** Texts that differ in a few words only, as logs do: the template once, then the words that fill its gaps. */
export function withTemplates(
  { column }: WrittenColumn,
  values: readonly (Json | undefined)[],
): WrittenColumn | undefined {
  if (column.form.kind !== 'rest') return undefined
  if (!values.every((value) => value === undefined || typeof value === 'string')) return undefined
  const templates = findTemplates(values.filter((value) => typeof value === 'string'))
  if (templates.length === 0) return undefined
  return {
    column: { ...column, form: { kind: 'template', templates } },
    cells: values.map((value) => writeCell(value, templates)),
  }
}

function writeCell(value: Json | undefined, templates: readonly Template[]): string {
  if (typeof value !== 'string') return value !== undefined && isScalar(value) ? String(value) : MISSING
  const words = value.split(' ')
  const index = isBarePhrase(value) ? templates.findIndex((template) => fits(template, words)) : -1
  const template = templates[index]
  return template === undefined
    ? quote(value)
    : [codeOf(index), ...words.filter((_, at) => template[at] === undefined)].join(' ')
}

function fits(template: Template, words: readonly string[]): boolean {
  return template.length === words.length && template.every((word, at) => word === undefined || word === words[at])
}

/** Texts with the same number of words that start alike and have their digits in the same words. */
function findTemplates(texts: readonly string[]): readonly Template[] {
  const groups = Map.groupBy(
    texts.filter(isBarePhrase).map((text) => text.split(' ')),
    shapeOf,
  )
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map(templateOf)
    .filter((template) => template.some((word) => word !== undefined) && !template.includes('*'))
    .slice(0, MOST_CODES)
}

function shapeOf(words: readonly string[]): string {
  return `${words[0]?.replace(/\d+/g, '0')} ${words.map((word) => (/\d/.test(word) ? '0' : 'a')).join('')}`
}

function templateOf(group: readonly (readonly string[])[]): Template {
  const [first = []] = group
  return first.map((word, at) => (group.every((words) => words[at] === word) ? word : undefined))
}
