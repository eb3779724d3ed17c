/** Roughly how many tokens a text costs, without a tokenizer: only good for comparing two ways of writing one value. */
export function weigh(text: string): number {
  let weight = 0
  let index = 0
  while (index < text.length) {
    const from = index
    const kind = kindOf(text.charCodeAt(index))
    do index += 1
    while (index < text.length && kindOf(text.charCodeAt(index)) === kind)
    weight += weightOfRun(kind, index - from, text.charCodeAt(index))
  }
  return weight
}

type Kind = 'letters' | 'digits' | 'spaces' | 'newlines' | 'marks' | 'foreign'

/** Tokenizers take about this many letters, digits or marks of one kind at a time. */
const LETTERS_PER_TOKEN = 7
const DIGITS_PER_TOKEN = 2
const MARKS_PER_TOKEN = 3

function weightOfRun(kind: Kind, length: number, next: number): number {
  switch (kind) {
    case 'letters':
      return Math.ceil(length / LETTERS_PER_TOKEN)
    case 'digits':
      return Math.ceil(length / DIGITS_PER_TOKEN)
    case 'marks':
      return Math.ceil(length / MARKS_PER_TOKEN)
    case 'newlines':
      return 1
    case 'spaces':
      // The last space belongs to the word or mark after it, never to a digit.
      return (length > 1 ? 1 : 0) + (kindOf(next) === 'digits' ? 1 : 0)
    case 'foreign':
      return length
  }
}

function kindOf(code: number): Kind {
  if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) return 'letters'
  if (code >= 48 && code <= 57) return 'digits'
  if (code === 32) return 'spaces'
  if (code === 10) return 'newlines'
  return code < 128 ? 'marks' : 'foreign'
}
