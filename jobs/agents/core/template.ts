/** `{commits}`: where the data of an input property is to stand. */
const PLACEHOLDER = /\{([A-Za-z][A-Za-z0-9_]*)\}/g

/** The names that a template asks for, each once. */
export function placeholdersIn(template: string): readonly string[] {
  return [...new Set([...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name))]
}

/** Puts a text in the place of each placeholder. What is put in is not looked at again: it is data. */
export function filledIn(template: string, textOf: (name: string) => string): string {
  return template.replace(PLACEHOLDER, (_, name: string) => textOf(name))
}
