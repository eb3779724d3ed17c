import { partsIn, type SchemaPart, settingsParts } from '../../config/schema-parts.ts'
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
  const kinds = path.at(-2) === '<name>' ? [] : rowsOfKinds(part, path)
  const { additionalProperties } = part
  const anyName = typeof additionalProperties === 'object' ? rowsOf(additionalProperties, [...path, '<name>']) : []
  return [...own, ...kinds, ...named, ...listed, ...anyName]
}

/** What each kind of a thing has, with its name before it. Of environments they are those of the service. */
function rowsOfKinds(part: SchemaPart, path: readonly string[]): readonly (readonly string[])[] {
  if (part.oneOf === undefined) return []
  const kind = rowOf(partsIn(part).kind ?? {}, [...path, 'kind'])
  const rest = part.oneOf.flatMap(({ properties: { kind: own, ...properties } = {} }) =>
    rowsOf({ properties }, path).map((row) => [...row.slice(0, -1), `\`${own?.const}\`: ${row.at(-1)}`]),
  )
  return [kind, ...rest]
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
