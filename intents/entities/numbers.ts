const WORDS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    zero: 0,
    a: 1,
    an: 1,
    one: 1,
    single: 1,
    two: 2,
    couple: 2,
    three: 3,
    few: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    dozen: 12,
    fifteen: 15,
    twenty: 20,
    thirty: 30,
    forty: 40,
    fifty: 50,
    sixty: 60,
    ninety: 90,
    hundred: 100,
  }),
)

/** Matches a count in digits or words, for use inside a larger pattern. */
export const NUMBER = String.raw`(?:\d{1,6}|zero|one|single|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|(?:a )?couple(?: of)?|(?:a )?few)`

/** What a number in digits or words is worth; undefined when it is none. */
export function numberOf(typed: string): number | undefined {
  const known = WORDS.get(typed)
  if (known !== undefined) return known
  const plain = typed.includes(' ') ? typed.toLowerCase().replace(/^a (?=\w)| of$/g, '') : typed.toLowerCase()
  return /^\d+$/.test(plain) ? Number(plain) : WORDS.get(plain)
}
