import type { ComponentBody } from './bodies.ts'
import { ROW } from './component-types.ts'
import { rowProblems, sharedIds } from './interactive-rules.ts'
import { counts, each, kind, type Problems, under } from './problem.ts'
import { allComponents } from './walk-components.ts'

/** developers/components/reference.mdx, Legacy Message Component Behavior. */
const ROWS = 5

/** Components of a message without IS_COMPONENTS_V2: rows of buttons and menus beneath its text and embeds. */
export function classicProblems(components: readonly ComponentBody[]): Problems {
  return [
    ...counts('components', components, 0, ROWS),
    ...under(
      'components',
      each(components, (row) => {
        const wrong = kind(row.type, [ROW])
        return wrong.length > 0 ? wrong : rowProblems(row)
      }),
    ),
    ...under('components', sharedIds(allComponents(components))),
  ]
}
