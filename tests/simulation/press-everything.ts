import { presserOf } from './acts/press-button.ts'
import { press } from './acts/say.ts'
import type { Verdict } from './invariant.ts'
import type { Mailbox } from './world/mailbox.ts'
import type { World } from './world/world.ts'

/**
 * Presses every button that was ever posted. A press is answered by a word to whoever pressed, or by what follows in the
 * log, which the thread shows.
 */
export async function pressEverything(
  world: World,
  mailbox: Mailbox,
  { checked, broken }: Pick<Verdict, 'checked' | 'broken'>,
): Promise<void> {
  for (const button of world.chats.flatMap(({ buttons }) => buttons)) {
    const before = await world.store.newestPosition()
    const by = presserOf(button, world)
    const delivery = press(mailbox, by, button.id, button.place)
    await world.settle()
    checked()
    const answer = mailbox.answerTo(delivery)
    const hasHappened = (await world.store.newestPosition()) > before
    if (!answer || (answer.notice === undefined && !hasHappened))
      broken(`${by} pressed “${button.label}” on ${button.key} and nothing came of it`)
  }
}
