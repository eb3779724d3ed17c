import type { Catalog } from '../../domain/catalog.ts'
import type { ChangeIntent } from '../../domain/intents.ts'
import type { Slots } from '../../domain/understanding.ts'
import type { WishedChange } from '../../tools/tool.ts'
import { supportedValue } from '../model/supported-slots.ts'

export interface PersonsWords {
  readonly text: string
  readonly catalog: Catalog
  /** What was found without a model in this message, and in the person's earlier ones. */
  readonly known: readonly Slots[]
}

/** How a person speaks of each change. */
const SPEAKS_OF: Readonly<Record<ChangeIntent, RegExp>> = {
  'build.start': /\b(?:re)?build/i,
  'deploy.start': /\b(?:re)?deploy|\bship|\brelease|\bpromote/i,
  'rollback.start': /\broll\w*\b.*\bback|\brollback|\brevert|\bgo(?:ing)? back|\bundo/i,
  'drift.fix': /\b(?:fix|mend|repair|remedy|remediate|heal|put right|sort out)\b/i,
  'task.cancel': /\bcancel|\babort|\bstop|\bkill/i,
}

/**
 * The change a model wishes for, when the person has spoken of it: of that kind, and of each of its values. So a log line
 * that talks a model into a change brings not even the question about it.
 */
export function supportedChange({ intent, slots }: WishedChange, words: PersonsWords): WishedChange | undefined {
  if (!SPEAKS_OF[intent].test(words.text)) return undefined
  const given = Object.entries(slots).filter(([, value]) => value !== undefined)
  const supported = given.map(([slot, value]) => [slot, supportedValue(slot, String(value), words)] as const)
  if (supported.some(([, value]) => value === undefined)) return undefined
  return { intent, slots: Object.fromEntries(supported) }
}
