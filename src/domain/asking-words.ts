type Words = readonly string[]

/** Words around several requests in one message, in every spelling; lower case. */
export interface SeveralWords {
  /** What joins two things, and what stands between two of which one is meant. */
  readonly and: Words
  readonly or: Words
  readonly but: Words
  /** What divides by itself, and what only belongs to a joint: "and also". */
  readonly next: Words
  readonly later: Words
  readonly beforeNames: Words
  readonly aroundNames: Words
  /** What is said for a version, beside numbers. */
  readonly versions: Words
  /** Patterns of what names two places for one answer. */
  readonly compares: Words
  /** What takes back a word before it. */
  readonly corrects: Words
  /** What says that a name is not meant. */
  readonly denies: Words
  /** What may stand before an order or a question. */
  readonly polite: Words
  /** What an order or a question begins with, and verbs that it may end with. */
  readonly asks: Words
  readonly asksLast: Words
  /** The same of orders that nothing carries out. */
  readonly orders: Words
  readonly ordersLast: Words
  /** What stands for the thing that was named last, where understanding knows no such words of the language. */
  readonly standIns: Words
}

/** What asks why something failed, or for its log: patterns of a whole message in lower case, without punctuation or accents. */
export interface FailureWords {
  readonly opening: Words
  readonly closing: Words
  /** What `{thing}` stands for in the others, with `{version}`, `{task}` and `{named}` in it, and what `{failed}` does. */
  readonly things: Words
  readonly failed: string
  readonly cause: Words
  readonly log: Words
  /** What tells that a message is about a failure. */
  readonly says: Words
}

/** What holds an order back, beside conditions; all but `only`, `openers`, `acts`, `because`, `reasons` and `anything` are patterns. */
export interface HoldWords {
  /** What may stand before a condition: "only". */
  readonly only: Words
  /** A delay without a moment. */
  readonly later: Words
  /** What an order begins with that is to wait, or is for somebody else. */
  readonly starts: Words
  /** A part of a message that takes back the order before it. */
  readonly denied: Words
  /** What denies a part of a message. */
  readonly negates: Words
  /** What excepts a name or a version. */
  readonly exceptions: Words
  /** Politeness that only looks like one of these. */
  readonly courtesies: Words
  /** Single words before an order that are nobody's name. */
  readonly openers: Words
  /** What is to be done on a condition of its own. */
  readonly acts: Words
  /** What may stand before a condition that holds back nothing: "because if …". */
  readonly because: Words
  /** Behind these, up to the end of the part, stands why: "since it crashes when …". */
  readonly reasons: Words
  /** Before "but" they make an exception: "anything but". */
  readonly anything: Words
}

/** How people ask, in all languages that are understood. */
export interface AskingWords {
  readonly several: SeveralWords
  /** Of each language. */
  readonly failures: readonly FailureWords[]
  /** "dort": the place that was named last, and what stands before its name. */
  readonly placeWords: Readonly<Record<string, string>>
  /** "despliégalo": a verb that has its "it" in it, and the verb without. */
  readonly verbsWithIt: Readonly<Record<string, string>>
  /** What opens something that must come first, and patterns of politeness that only looks so. */
  readonly conditions: Words
  readonly courtesies: Words
  readonly holds: HoldWords
  /** What environments are called, by their names in English. */
  readonly names: Readonly<Record<string, Words>>
}
