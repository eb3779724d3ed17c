import { ALWAYS_CONFIRMED } from './defaults.ts'
import type { Outline } from './outline.ts'
import type { PathProblem } from './schema-problems.ts'

/** No setting may let a change reach users unasked. */
export function confirmProblems({ environments = [] }: Outline): readonly PathProblem[] {
  return environments.flatMap(({ id, confirm }, index) =>
    id === ALWAYS_CONFIRMED && confirm === 'danger-only'
      ? [
          {
            path: ['environments', index, 'confirm'],
            problem: `every change to ${id} needs confirmation`,
            remedy: 'Remove the line, or give an environment that is not for users another id.',
          },
        ]
      : [],
  )
}
