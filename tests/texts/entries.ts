/** One text of a catalogue: words, or a function of named values. */
export interface Entry {
  readonly path: string
  readonly text: string | ((values: never) => string)
}

/** Every text of a catalogue by its path, such as `plans.title.deploy`. Lists, such as the pieces of a phrase, are one. */
export function entriesOf(texts: object, path = ''): readonly Entry[] {
  return Object.entries(texts).flatMap(([name, value]) => {
    const here = path === '' ? name : `${path}.${name}`
    if (here === 'formats') return []
    if (Array.isArray(value)) return [{ path: here, text: value.join(' ') }]
    return typeof value === 'object' ? entriesOf(value, here) : [{ path: here, text: value }]
  })
}

/** A text with a value in each of its places. */
export interface Said {
  readonly text: string
  /** Names of the values that it says. */
  readonly values: readonly string[]
  readonly withoutValues: string
}

/** What cards would put there; whatever is not here gets a number that no other value has. */
const SAMPLES: Readonly<Record<string, string>> = {
  service: 'billionmail',
  environment: 'staging',
  version: 'v1.1.0',
  before: 'v1.0.0',
  task: 'TASK-4',
  change: 'CHG-7',
}

export function sayWith({ text }: Entry): Said {
  const given = new Map<string, string>()
  const values = new Proxy({} as never, {
    get(_, name: string) {
      const value = given.get(name) ?? SAMPLES[name] ?? String(101 + given.size)
      given.set(name, value)
      // Reads as text, as a number and as a list, whatever the text does with it.
      return [value]
    },
  })
  const words = typeof text === 'string' ? text : text(values)
  const said = [...given].filter(([, value]) => words.toLowerCase().includes(value.toLowerCase()))
  const slots = [...words.matchAll(/\{(\w+)\}/g)].map(([, slot = '']) => slot)
  return {
    text: words.replaceAll('{service}', 'billionmail').replaceAll('{environment}', 'staging'),
    values: [...said.map(([name]) => name), ...slots].toSorted(),
    withoutValues: said.reduce((left, [, value]) => left.replaceAll(value, ''), words),
  }
}
