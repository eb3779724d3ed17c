import { type CausePattern, quoted } from '../cause.ts'

const NAME = '[A-Z][A-Z0-9]{1,60}(?:_[A-Z0-9]{1,60}){1,12}'

/** A variable of the environment that the program needs and was not given. */
export const settingCauses: readonly CausePattern[] = [
  {
    kind: 'setting',
    rank: 'own',
    line: new RegExp(
      `\\b(${NAME})\\b["'\`’]?(?: (?:environment )?variable)? (?:is|was) (?:not (?:set|defined|given)|missing|unset|empty|required|undefined)\\b|` +
        `\\b(?:[Mm]issing|[Uu]nset|[Uu]ndefined) (?:required )?(?:environment variables?|env(?:ironment)?(?: vars?)?|settings?)[: ]{1,3}["'\`‘]?(${NAME})\\b`,
    ),
    isOfRelease: true,
    cause: (one = '', other = '') => `needs ${one || other}, which is not set.`,
    nextStep: 'Set it for the service, or make the code work without it, then try again.',
  },
  {
    kind: 'setting',
    rank: 'own',
    line: /\bKeyError: ['"]([A-Z][A-Z0-9]{1,60}(?:_[A-Z0-9]{1,60}){1,12})['"]/,
    isOfRelease: true,
    cause: (name = '') => `needs ${quoted(name)}, which is not set.`,
    nextStep: 'Set it for the service, or make the code work without it, then try again.',
  },
]
