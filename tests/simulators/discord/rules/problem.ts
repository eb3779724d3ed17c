/** One thing that is wrong with a request body, in Discord's words. */
export interface Problem {
  readonly path: readonly (string | number)[]
  readonly code: string
  readonly message: string
}

export type Problems = readonly Problem[]

export function problem(code: string, message: string, ...path: readonly (string | number)[]): Problem {
  return { path, code, message }
}

/** The same problems, found in a part of something bigger. */
export function under(where: string | number | readonly (string | number)[], found: Problems): Problems {
  const before = [where].flat()
  return found.map((one) => ({ ...one, path: [...before, ...one.path] }))
}

/** What is wrong with each of a list. */
export function each<Item>(items: readonly Item[], check: (item: Item, index: number) => Problems): Problems {
  return items.flatMap((item, index) => under(index, check(item, index)))
}

/** A text that must be there and fit. */
export function said(field: string, text: string | undefined | null, max: number, min = 1): Problems {
  if (text === undefined || text === null || (min > 0 && text.trim() === ''))
    return min === 0 ? [] : [problem('BASE_TYPE_REQUIRED', 'This field is required', field)]
  return fits(field, text, max, min)
}

/** 1 to 100 characters, blanks included: developers/components/reference.mdx, Custom ID. */
export function customId(id: string | undefined): Problems {
  if (id === undefined || id === '') return [problem('BASE_TYPE_REQUIRED', 'This field is required', 'custom_id')]
  return fits('custom_id', id, 100, 1)
}

/** A text that may be left out, and fits if it is there. */
export function fits(field: string, text: string | undefined | null, max: number, min = 0): Problems {
  if (text === undefined || text === null) return []
  if (!text.isWellFormed()) return [problem('BASE_TYPE_INVALID_UNICODE', 'Half a character', field)]
  if (min > 0 && (text.length < min || text.length > max)) return [badLength(field, min, max)]
  if (text.length <= max) return []
  return [problem('BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`, field)]
}

/** A list of so many things. */
export function counts(field: string, list: readonly unknown[] | undefined, min: number, max: number): Problems {
  if (list === undefined) return min === 0 ? [] : [problem('BASE_TYPE_REQUIRED', 'This field is required', field)]
  if (list.length >= min && list.length <= max) return []
  return [
    min === 0
      ? problem('BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`, field)
      : badLength(field, min, max),
  ]
}

/** A number that may be left out. */
export function between(field: string, value: number | undefined, min: number, max: number): Problems {
  if (value === undefined) return []
  if (value < min) return [problem('NUMBER_TYPE_MIN', `int value should be greater than or equal to ${min}.`, field)]
  if (value > max) return [problem('NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`, field)]
  return []
}

/** Only these kinds may stand here. */
export function kind(type: number, allowed: readonly number[]): Problems {
  if (allowed.includes(type)) return []
  return [problem('UNION_TYPE_CHOICES', `The value must be one of (${allowed.join(', ')}).`, 'type')]
}

function badLength(field: string, min: number, max: number): Problem {
  return problem('BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`, field)
}
