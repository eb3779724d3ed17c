import { type SchemaPart, settingsParts } from '../../config/schema-parts.ts'
import { VARIABLES } from '../../config/variables.ts'

/** Every setting as a table in Markdown, in the order of the schema: what docs/configuration.md shows. */
export function settingsTable(): string {
  const rows = rowsOf(settingsParts, []).map((cells) => `| ${cells.join(' | ')} |`)
  return ['| Setting | Variable | Default | |', '|---|---|---|---|', ...rows].join('\n')
}

function rowsOf(part: SchemaPart, path: readonly string[]): readonly (readonly string[])[] {
  const own = part.description === undefined ? [] : [rowOf(part, path)]
  const named = Object.entries(part.properties ?? {}).flatMap(([key, inner]) => rowsOf(inner, [...path, key]))
  const listed = part.items?.properties ? rowsOf(part.items, [...path.slice(0, -1), `${path.at(-1)}[]`]) : []
  const { additionalProperties } = part
  const anyName = typeof additionalProperties === 'object' ? rowsOf(additionalProperties, [...path, '<name>']) : []
  return [...own, ...named, ...listed, ...anyName]
}

function rowOf(part: SchemaPart, path: readonly string[]): readonly string[] {
  const variables = VARIABLES.filter((variable) => variable.path.join('.') === path.join('.'))
  const standard = part.default === undefined ? '' : `\`${JSON.stringify(part.default)}\``
  return [
    `\`${path.join('.')}\``,
    variables.map(({ name }) => `\`${name}\``).join(', '),
    standard,
    (part.description ?? '').replaceAll('|', '\\|'),
  ]
}
