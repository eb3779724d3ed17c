/**
 * A flow in few tokens, for prompts only; it is never parsed. Line breaks and runs of spaces become one space, `->`
 * becomes an arrow, lists are joined by commas.
 *
 * shorthand`query -> classify -> ${intents}` gives `query → classify → deploy, rollback`
 */
export function shorthand(texts: TemplateStringsArray, ...values: readonly ShorthandValue[]): string {
  const whole = texts.map((text, index) => `${text.replaceAll(/\s*->\s*/g, ' → ')}${textOf(values[index])}`).join('')
  return whole.replaceAll(/\s+/g, ' ').trim()
}

export type ShorthandValue = string | number | boolean | readonly string[]

/** What is put in is data: it adds no arrow and no line of its own. */
function textOf(value: ShorthandValue | undefined): string {
  if (value === undefined) return ''
  const text = typeof value === 'object' ? value.join(', ') : String(value)
  return text.replaceAll('→', '>').replaceAll(/[\p{C}\p{Z}]+/gu, ' ')
}
