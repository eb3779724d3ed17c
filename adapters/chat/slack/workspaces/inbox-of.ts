import { messageIdOf } from '../../../../src/domain/message-id.ts'
import type { Inbox } from '../../../../src/ports/chat-platform.ts'
import { calledIn, workspaceName } from './called.ts'
import { cardFor } from './card-for.ts'
import type { Installation } from './installation.ts'
import { qualified } from './qualified.ts'

/**
 * The inbox for what comes from an installed workspace. Slack's ids are unique within a workspace only, so each is handed on
 * with its workspace before it: the same id in another workspace is another person, channel or message.
 */
export function inboxOf(inbox: Inbox, installation: Pick<Installation, 'site' | 'address'>): Inbox {
  const { site } = installation
  const workspace = workspaceName(installation)
  const named = (id: string): string => qualified(id, site)
  const withKeys = <Given extends { readonly keys: readonly string[] }>(given: Given): Given => ({
    ...given,
    keys: given.keys.map(named),
  })
  const asked = <Given extends { readonly by: string }>(given: Given): Given => ({ ...given, by: named(given.by) })
  const said = <Given extends { readonly by: string; readonly thread: string; readonly keys: readonly string[] }>(
    given: Given,
  ): Given => ({ ...asked(withKeys(given)), thread: named(given.thread) })
  const message = (id: string): string => messageIdOf(`${site}.${id}`)

  return {
    message: (given) =>
      inbox.message({
        ...said(given),
        ...(given.id !== undefined && { id: message(given.id) }),
        ...(given.name !== undefined && { name: calledIn(given.name, workspace) }),
        text: mentionsQualified(given.text, site),
      }),
    edited: (edit) =>
      inbox.edited({
        ...asked(withKeys(edit)),
        message: message(edit.message),
        text: mentionsQualified(edit.text, site),
      }),
    deleted: (deletion) => inbox.deleted({ ...withKeys(deletion), message: message(deletion.message) }),
    press: (press, showForm) => inbox.press(said(press), showForm),
    form: (sent) => inbox.form(said(sent)),
    named: (person, name) => inbox.named(named(person), calledIn(name, workspace)),
    suggest: (wish) => inbox.suggest(asked(wish)),
    home: async (viewer) => (await inbox.home(asked(viewer))).map((card) => cardFor(card, site)),
    examples: (viewer) => inbox.examples(asked(viewer)),
  }
}

/** “tell <@U1>” names somebody of this workspace, typed by hand as well; nobody can type whom it names elsewhere. */
function mentionsQualified(text: string, site: string): string {
  return text
    .replaceAll(/(?:<|&lt;)@!?(?=\w+\.)/g, '@')
    .replaceAll(/(?:<|&lt;)@!?(?=[UW][A-Z0-9]+(?:[|>]|&gt;))/g, (opened) => `${opened}${site}.`)
}
