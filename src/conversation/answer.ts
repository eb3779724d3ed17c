import type { Asker } from '../access/permissions.ts'
import { readCapability } from '../capabilities/capabilities.ts'
import { tablesWritten } from '../cards/tables-written.ts'
import type { Card } from '../domain/card.ts'
import { textsIn } from '../texts/texts-in.ts'
import type { Decision } from './decide.ts'
import { examplesFor } from './examples.ts'
import type { ConversationParts } from './parts.ts'

/**
 * Answers a question at once. The slots name things of the catalog.
 * @param direct Whether nobody but the asker reads the answer.
 */
export async function answer(
  parts: ConversationParts,
  asker: Asker,
  { intent, slots, note }: Extract<Decision, { kind: 'answer' }>,
  direct: boolean,
): Promise<Card> {
  const examples = () => examplesFor(parts, asker)
  const drawn = await readCapability(intent).answer(parts, {
    right: intent,
    asker,
    slots,
    direct,
    examples,
    texts: textsIn(asker.language),
  })
  const card = parts.writeTable ? tablesWritten(drawn, parts.writeTable) : drawn
  return note === undefined ? card : { ...card, footnote: [note, card.footnote].filter(Boolean).join(' ') }
}
