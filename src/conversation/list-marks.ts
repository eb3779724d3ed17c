const MARK =
  /^((?:<@[^>\n]{1,80}>|@[\w-]{1,80})?[^\S\n]{0,20})(?:[-*•‣▪–]|\d{1,2}[.)]|[-*] \[[ x]?\])[^\S\n]{1,20}(?=\S)/gmu

/** Takes the marks off a list, so that each line is what it says; one mark alone makes no list. Pure. */
export function withoutListMarks(text: string): string {
  if (text.includes('```')) return text
  const marks = text.match(MARK) ?? []
  return marks.length < 2 ? text : text.replace(MARK, '$1')
}
