/** Whether a text has a name in it. Capital letters, hyphens and the like do not matter; whole words do. */
export function mentions(text: string, name: string): boolean {
  return ` ${plainWords(text)} `.includes(` ${plainWords(name)} `)
}

export function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
