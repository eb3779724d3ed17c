/** No font draws them and XML forbids some; those that turn the direction of writing could make a text read as another. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]+/gu
/** No text of a chart needs more; what is cut is not looked at any longer. */
const MOST_CHARACTERS = 200

/** One line without anything that is not seen. */
export function plainText(text: string): string {
  return text.slice(0, MOST_CHARACTERS).toWellFormed().replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim()
}

/** How wide Inter's letters are at most, by kind, in shares of the size of the font. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[ijlIrtf1.,:;|!/\\'`’()[\]{} ·-]/, 0.44],
  [/[mwMW@%…]/, 1.02],
  [/[\p{Ll}\p{Nd}_+=?#$&*<>~^"“”–€]/u, 0.68],
  [/[A-Z]/, 0.77],
]
/** As square as the letters of other scripts, or less. */
const OTHERS = 1.02

/** How wide a text is at most, in points. */
export function widthOf(text: string, size: number): number {
  let shares = 0
  for (const letter of text) shares += shareOf(letter)
  return shares * size
}

function shareOf(letter: string): number {
  return WIDTHS.find(([kind]) => kind.test(letter))?.[1] ?? OTHERS
}

/** Plain, and cut so that it takes no more than so many points. */
export function fittedText(text: string, width: number, size: number): string {
  const plain = plainText(text)
  if (widthOf(plain, size) <= width) return plain
  const letters = [...plain]
  while (letters.length > 0 && widthOf(`${letters.join('')}…`, size) > width) letters.pop()
  return `${letters.join('').trimEnd()}…`
}
