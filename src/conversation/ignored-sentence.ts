import type { Texts } from '../texts/texts.ts'

/** Beyond this, nobody needs to read what they wrote themselves. */
const LONGEST_QUOTE = 120

/** Quotes back what of a message was left aside; undefined where nothing was. */
export function ignoredSentence(said: readonly string[], { telling, formats }: Texts): string | undefined {
  if (said.length === 0) return undefined
  const short = said.map((text) => (text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text))
  return telling.ignored({ texts: formats.allOf(short.map((text) => formats.quoted(asTyped(text)))) })
}

/** Platforms send some characters as entities. */
function asTyped(text: string): string {
  const plain = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
  return plain.replace(/\s+/g, ' ')
}
