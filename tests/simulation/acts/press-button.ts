import { platformOf, type UserId } from '../../../src/domain/ids.ts'
import { ACCOUNTS } from '../team.ts'
import { directPlace, type ShownButton } from '../world/chat.ts'
import type { World } from '../world/world.ts'
import type { Act } from './act.ts'
import { press, threadOf } from './say.ts'

/** Somebody presses a button, mostly one of the newest and mostly who it is for. */
export const pressButton: Act = (world, mailbox) => {
  const { chance, tally, chats } = world
  const shown = chats.filter(({ buttons }) => buttons.length > 0)
  if (shown.length === 0) return
  const all = chance.oneOf(shown).buttons
  const isOld = chance.happens(0.2)
  const newest = all.slice(-4)
  const primary = newest.filter(({ style }) => style === 'primary')
  const button = isOld
    ? chance.oneOf(all)
    : primary.length > 0 && chance.happens(0.7)
      ? (primary.at(-1) ?? chance.oneOf(newest))
      : chance.oneOf(newest)
  tally.add(isOld ? 'presses on any card ever posted' : 'presses')
  press(mailbox, presserOf(button, world), button.id, button.place)
}

/** Who a card is for, or somebody else who reads it. */
export function presserOf({ place, label }: ShownButton, { chance }: Pick<World, 'chance'>): UserId {
  const here = ACCOUNTS.filter((account) => platformOf(account) === platformOf(place))
  const owner = here.find((account) => directPlace(account) === place || threadOf(account) === place)
  const isForOthers = label === 'Approve'
  return owner && chance.happens(isForOthers ? 0.2 : 0.9) ? owner : chance.oneOf(here)
}
