const LONGEST = 40
const MISLEADING = /[@()]|\p{Bidi_Control}/gu

/**
 * What people read for somebody: the name they chose, with the one the platform keeps unique, so that two who call
 * themselves Ana can be told apart. `@` and brackets in the chosen name go, in whichever form, and so do signs that turn what
 * follows around, so that it cannot pretend to hold the other.
 */
export function personName(chosen: string | undefined, unique: string | undefined): string | undefined {
  const shown = chosen?.normalize('NFKC').replace(MISLEADING, '').trim().slice(0, LONGEST)
  if (!unique || shown === unique) return shown || unique
  return shown ? `${shown} (@${unique})` : `@${unique}`
}
