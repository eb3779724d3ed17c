/** Tokenizers take about this many letters, digits or marks of one kind at a time. */
const LETTERS_PER_TOKEN = 7
const DIGITS_PER_TOKEN = 2
const MARKS_PER_TOKEN = 3

const LETTER = 0
const DIGIT = 1
const MARK = 2
const SPACE = 3
const NEWLINE = 4
const FOREIGN = 5

/** What each character below 128 is; a table, because every character of every candidate is looked up. */
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => kindOf(String.fromCharCode(code)))

/** Roughly how many tokens a text costs, without a tokenizer: only good for comparing two ways of writing one value. */
export function weigh(text: string): number {
  let weight = 0
  let index = 0
  while (index < text.length) {
    const from = index
    const kind = kindAt(text, index)
    do index += 1
    while (index < text.length && kindAt(text, index) === kind)
    weight += weightOfRun(kind, index - from, index < text.length && kindAt(text, index) === DIGIT)
  }
  return weight
}

function weightOfRun(kind: number, length: number, isBeforeDigit: boolean): number {
  if (kind === LETTER) return Math.ceil(length / LETTERS_PER_TOKEN)
  if (kind === DIGIT) return Math.ceil(length / DIGITS_PER_TOKEN)
  if (kind === MARK) return Math.ceil(length / MARKS_PER_TOKEN)
  if (kind === NEWLINE) return 1
  // The last space belongs to the word or mark after it, never to a digit.
  if (kind === SPACE) return (length > 1 ? 1 : 0) + (isBeforeDigit ? 1 : 0)
  return length
}

function kindAt(text: string, index: number): number {
  return KINDS[text.charCodeAt(index)] ?? FOREIGN
}

function kindOf(character: string): number {
  if (/[A-Za-z]/.test(character)) return LETTER
  if (/\d/.test(character)) return DIGIT
  if (character === '\n') return NEWLINE
  return character === ' ' ? SPACE : MARK
}
