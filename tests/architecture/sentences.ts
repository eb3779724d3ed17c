/** A text of a program with at least four words in it. */
export interface Sentence {
  readonly words: string
  /** What it is handed to: `log.warn`, `Error`; empty where nothing takes it directly. */
  readonly takenBy: string
}

/** Comments, and texts in any of the three kinds of quotes, each on one line. */
const TOKENS = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\\n]|\\.)*`/gm
/** Whatever is put in between is one word. */
const IN_BETWEEN = /\$\{[^}]*\}/g
const FOUR_WORDS = /(?:[\p{L}\p{N}][\p{L}\p{N}’'-]*[,;:]? +){3}[\p{L}\p{N}]/u

/** Knows as much of the language as it takes to find what people could be told; types and addresses have no four words. */
export function sentencesIn(program: string): readonly Sentence[] {
  return [...program.matchAll(TOKENS)].flatMap(({ 0: token, index }) => {
    if (token.startsWith('/')) return []
    const words = token.slice(1, -1).replaceAll(IN_BETWEEN, 'X')
    return FOUR_WORDS.test(words) ? [{ words, takenBy: takerOf(program.slice(0, index)) }] : []
  })
}

/** The name before the bracket that is still open. */
function takerOf(before: string): string {
  let open = 0
  for (let at = before.length - 1; at >= 0; at--) {
    if (before[at] === ')') open++
    else if (before[at] === '(' && open-- === 0) return /[\w.?]*$/.exec(before.slice(0, at))?.[0] ?? ''
  }
  return ''
}
