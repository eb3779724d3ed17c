import type { View, ViewBody, ViewOutcome } from '../views.ts'
import { type Answer, type Desk, json, type Methods, refuse, refuseWith } from './answer.ts'

/** Modals and the Home tab. */
export function viewMethods({ views, workspace }: Desk): Methods {
  const answer = (outcome: ViewOutcome): Answer => {
    if (typeof outcome === 'string') return refuse(outcome)
    if ('error' in outcome) return refuseWith(outcome)
    workspace.changed()
    return { ok: true, view: wireView(outcome) }
  }
  const hasFile = (id: string): boolean => workspace.uploads.has(id)
  const bodyIn = (view: string | undefined): ViewBody => json<ViewBody>(view) ?? ({} as ViewBody)
  return {
    'views.open': ({ trigger_id = '', view }) => answer(views.open(trigger_id, bodyIn(view), hasFile)),
    'views.push': ({ trigger_id = '', view }) => answer(views.push(trigger_id, bodyIn(view), hasFile)),
    'views.update': ({ view_id, external_id, view, hash }) =>
      answer(views.update({ id: view_id, externalId: external_id, hash }, bodyIn(view), hasFile)),
    'views.publish': ({ user_id = '', view, hash }) => {
      if (!/^[UW][A-Z0-9]+$/.test(user_id)) return refuse('user_not_found')
      return answer(views.publish(user_id, bodyIn(view), hash, hasFile))
    },
  }
}

/** A view as Slack hands it back. */
export function wireView({ id, sent, hash, root, previous, team }: View): object {
  return {
    callback_id: '',
    private_metadata: '',
    external_id: '',
    ...sent,
    id,
    team_id: team,
    app_id: 'A1',
    bot_id: 'B0SHIPMATE',
    hash,
    root_view_id: root,
    previous_view_id: previous ?? null,
    app_installed_team_id: team,
    state: { values: {} },
  }
}
