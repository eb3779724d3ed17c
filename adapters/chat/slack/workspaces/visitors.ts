import type { UserId } from '../../../../src/domain/ids.ts'
import type { Inbox } from '../../../../src/ports/chat-platform.ts'
import { createRecent } from '../../recent.ts'
import { userId } from '../addresses.ts'
import { calledIn, workspaceName } from './called.ts'
import type { Installation } from './installation.ts'
import { qualified } from './qualified.ts'

/** Of how many people it is remembered whose they are; each is looked at again when they next do something. */
const REMEMBERED_AT_MOST = 10_000

type Site = Pick<Installation, 'site' | 'address'>

/** How the app is installed in a workspace or organisation; undefined where it is not. */
export type InstalledAt = (place: string) => Promise<Site | undefined>

/**
 * People of installed workspaces whom the home workspace hears in a channel that it shares with theirs. They are who they are
 * in their own workspace: else one of them could approve here what they have asked for there.
 */
export interface Visitors {
  /** Notes whose somebody is. @param places Their workspaces and organisations; none for people of the home workspace. */
  heard(user: string, places: readonly string[]): Promise<void>
  /** The inbox of the home workspace. */
  inbox(inbox: Inbox): Inbox
  /** Where the app is installed, known once the bot is connected at home. */
  knows(installedAt: InstalledAt): void
}

export function createVisitors(): Visitors {
  const sites = createRecent<UserId, Site>(REMEMBERED_AT_MOST)
  let installedAt: InstalledAt = async () => undefined

  const known = (person: UserId): UserId => {
    const at = sites.get(person)
    return at === undefined ? person : qualified(person, at.site)
  }
  const asked = <Given extends { readonly by: UserId }>(given: Given): Given => ({ ...given, by: known(given.by) })

  return {
    async heard(user, places) {
      for (const place of places) {
        const at = await installedAt(place)
        if (at !== undefined) return void sites.keep(userId(user), at)
      }
      sites.forget(userId(user))
    },
    inbox: (inbox) => ({
      ...inbox,
      message: (message) => inbox.message(asked(message)),
      edited: (edit) => inbox.edited(asked(edit)),
      press: (press, showForm) => inbox.press(asked(press), showForm),
      form: (sent) => inbox.form(asked(sent)),
      named(person, name) {
        const at = sites.get(person)
        return inbox.named(known(person), at === undefined ? name : calledIn(name, workspaceName(at)))
      },
      suggest: (wish) => inbox.suggest(asked(wish)),
      home: (viewer) => inbox.home(asked(viewer)),
      examples: (viewer) => inbox.examples(asked(viewer)),
    }),
    knows(given) {
      installedAt = given
    },
  }
}
