import { isOrdinary } from './ordinary-words.ts'

/** Words that decide what is asked for; a slip in one of them is worth reading through. */
const TRADE =
  `deploy deployment deployments redeploy release releases rollout rollouts rollback restart reboot rebuild build builds
  promote schedule status version history changelog difference compare freeze unlock unfreeze approve approval approvals
  reject change changes request requests cancel retry rerun tasks incident incidents acknowledge resolve resolved logs
  health healthy metrics latency throughput availability memory traffic error errors budget devices failures drift
  workflow workflows review tests generate create delete remove guideline guidelines persona allowed permissions
  commands agents workers circuit breakers integration integrations replicas instances scale production staging please
  service environment running failed pending queued should which what show thanks hello`
    .split(/\s+/)
    .filter((word) => word !== '')
const KNOWN = new Set(TRADE)
const byFirstLetter = Map.groupBy(TRADE, (word) => word.charAt(0))

const SHORTEST_RESPELLED = 4
const LONGEST_RESPELLED = 14
/** From this length on a word may hold two slips. */
const TWO_SLIPS_FROM = 8

/** A frame with misspelled words of the trade as they should be; every other word stays. */
export function respelled(frame: string): string {
  return frame.replace(/(?<![_\w'./-])[a-z]{4,14}(?![_\w'./-])/g, (word) => {
    if (word.length < SHORTEST_RESPELLED || word.length > LONGEST_RESPELLED || KNOWN.has(word) || isOrdinary(word))
      return word
    return meantBy(word) ?? word
  })
}

function meantBy(typed: string): string | undefined {
  const allowed = typed.length >= TWO_SLIPS_FROM ? 2 : 1
  const near: string[] = []
  for (const letter of new Set([typed.charAt(0), typed.charAt(1)])) {
    for (const word of byFirstLetter.get(letter) ?? []) if (isNear(typed, word, allowed)) near.push(word)
  }
  return near.length < 2 ? near[0] : near.sort((a, b) => slipsBetween(typed, a) - slipsBetween(typed, b))[0]
}

/** People rarely get the first letter wrong, unless they swap it with the second. */
function isNear(typed: string, word: string, allowed: number): boolean {
  if (Math.abs(typed.length - word.length) > allowed) return false
  const begins = typed[0] === word[0] || (typed[0] === word[1] && typed[1] === word[0])
  return begins && (word.length > 5 || isSwap(typed, word)) && slipsBetween(typed, word) <= allowed
}

/** A short word with another letter is another word; only swapped letters are surely a slip. */
function isSwap(typed: string, word: string): boolean {
  return typed.length === word.length && [...typed].sort().join('') === [...word].sort().join('')
}

/**
 * Slips between two words: letters left out, added, replaced, or two neighbours swapped, each counting one (optimal
 * string alignment).
 */
function slipsBetween(typed: string, meant: string): number {
  const width = meant.length + 1
  let before: readonly number[] = []
  let above: readonly number[] = Array.from({ length: width }, (_, index) => index)
  for (let row = 1; row <= typed.length; row++) {
    const current = [row]
    for (let column = 1; column < width; column++) {
      const same = typed[row - 1] === meant[column - 1] ? 0 : 1
      let slips = Math.min((above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (above[column - 1] ?? 0) + same)
      const swapped =
        row > 1 && column > 1 && typed[row - 1] === meant[column - 2] && typed[row - 2] === meant[column - 1]
      if (swapped) slips = Math.min(slips, (before[column - 2] ?? 0) + 1)
      current.push(slips)
    }
    before = above
    above = current
  }
  return above[width - 1] ?? 0
}
