/** Words that a reader has to translate first, each with the words of an on-call engineer. */
const WORN: readonly (readonly [RegExp, string])[] = [
  [/\bmend(?:s|ed|ing)?\b/i, 'fix'],
  [/\bill\b/i, 'unhealthy'],
  [/\b(?:(?:do|does|did) not|not) do well\b|\bdoes (?:badly|well)\b/i, 'failing, healthy'],
  [/\bput(?:s|ting)? (?:[^\s,;:]+ ){0,2}back\b/i, 'restore, roll back, stop'],
  [/\b(?:go|goes|going|gone|went) on\b/i, 'keeps running, continues, resumes'],
  [/\brather wait\b/i, 'on hold'],
  [/\b(?:begins?|began|begun)\b(?! with\b)/i, 'start'],
  [/\bcall(?:s|ed|ing)? (?:(?:it|that|this|them|something) )?off\b/i, 'cancel'],
  [/\bI know no\b/i, 'I don’t know'],
  [/\banew\b/i, 'again'],
  [/\bserves there\b/i, 'is live'],
  [/\bnoted (?:that|it|this)\b/i, 'recorded'],
]

/** The worn words in a text, each as `“mends”: write fix`. */
export function findWorn(text: string): readonly string[] {
  return WORN.flatMap(([pattern, instead]) => {
    const found = pattern.exec(text)?.[0]
    return found === undefined ? [] : [`“${found}”: write ${instead}`]
  })
}

const STRING = /'((?:[^'\\\n]|\\.)*)'|`([^`\n]*)`|"((?:[^"\\\n]|\\.)*)"/g
const COMMENT_LINE = /^\s*(?:\/\/|\/\*\*?|\*\/?(?=\s|$))(.*?)(?:\*\/)?\s*$/
const COMMENT_AFTER_CODE = /\s\/\/ (.*)$/

/** The sentences that a source file holds as strings: those of more than one word, since names and values have one. */
export function sentencesIn(code: string): readonly string[] {
  return code
    .split('\n')
    .filter((line) => !COMMENT_LINE.test(line))
    .flatMap((line) => [...line.replace(COMMENT_AFTER_CODE, '').matchAll(STRING)])
    .map(([, single, template, double]) => single ?? template ?? double ?? '')
    .filter((text) => text.includes(' '))
}

/** The sentences and the comments of a source file; the lines of one comment are one piece. */
export function prosePieces(code: string): readonly string[] {
  const comments: string[] = []
  let open = false
  for (const line of code.split('\n')) {
    const text = COMMENT_LINE.exec(line)?.[1]
    const after = text === undefined ? COMMENT_AFTER_CODE.exec(line)?.[1] : undefined
    if (text === undefined) open = false
    else if (open) comments.push(`${comments.pop()} ${text.trim()}`)
    else comments.push(text.trim())
    if (text !== undefined) open = true
    if (after !== undefined) comments.push(after)
  }
  return [...comments, ...sentencesIn(code)]
}
