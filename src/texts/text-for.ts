/** The text under a name that comes from elsewhere, such as a slot or the step of a workflow; undefined where it has none. */
export function textFor(texts: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(texts, name) ? texts[name] : undefined
}
