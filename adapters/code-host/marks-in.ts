const MARK = /\bshipmate-[\w-]{1,60}/g
const MOST_MARKS = 3

/** The marks that the name of a run holds. A name is anybody's text: it wakes whoever waits and does no more. */
export const marksIn = (name: string): readonly string[] => (name.match(MARK) ?? []).slice(0, MOST_MARKS)
