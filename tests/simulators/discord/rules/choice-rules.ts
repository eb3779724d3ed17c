import { counts, each, type Problems, said, under } from './problem.ts'

/** developers/interactions/application-commands.mdx, Autocomplete and Application Command Option Choice. */
const CHOICES = 25
const TEXT = 100

export interface ChoiceBody {
  readonly name?: string
  readonly value?: string | number
}

export function choiceProblems(choices: readonly ChoiceBody[] | undefined): Problems {
  return [
    ...counts('choices', choices, 0, CHOICES),
    ...under(
      'choices',
      each(choices ?? [], ({ name, value }) => [
        ...said('name', name, TEXT),
        ...said('value', value === undefined ? undefined : String(value), TEXT),
      ]),
    ),
  ]
}
