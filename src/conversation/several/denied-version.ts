import type { AskingWords } from '../../domain/asking-words.ts'
import { anyOf, whole } from './patterns.ts'

const BEFORE = '(?:(?:to|the|version|release|tag|auf|zu|die|der|zur|a|la|versión|de)\\s+){0,3}'
const VERSION = '`?(v?\\d+(?:\\.[\\w-]+){1,3}|[0-9a-f]{7,40})'

/** The version that a message says is not meant: “not v1.3.0”, “anything but v1.3.0”. Pure. */
export function deniedVersion(text: string, { several, holds }: AskingWords): string | undefined {
  const denial = `(?:${[...holds.negates, anyOf(several.but), ...holds.exceptions].join('|')})`
  const found = new RegExp(`${whole(denial)}\\s+${BEFORE}${VERSION}(?![\\w-])`, 'iu').exec(text.slice(0, LONGEST))
  return found?.[1]
}
/** A request is short. */
const LONGEST = 300
