import { nameOf } from './methods/people.ts'
import { wireView } from './methods/views.ts'
import { appOf } from './payloads.ts'
import type { View } from './views.ts'
import type { Installation, SlackMessage } from './workspace.ts'

/** Who does something, and what the bot may answer it with. */
export interface Act {
  readonly user: string
  readonly from: Installation
  readonly trigger: string
  readonly responseUrl?: string
}

interface Loose {
  readonly type: string
  readonly action_id?: string
  readonly text?: unknown
  readonly value?: string
  readonly options?: readonly { readonly text: { readonly text: string }; readonly value: string }[]
  readonly accessory?: Loose
  readonly elements?: readonly Loose[]
  readonly block_id?: string
}

let count = 0

/** A button, menu or overflow menu that somebody uses. @param value Of the option that was chosen. */
export function actionPayload(act: Act, on: SlackMessage | View, actionId: string, value?: string): object {
  const blocks = ('sent' in on ? on.sent.blocks : on.blocks) as readonly Loose[]
  count += 1
  return {
    ...shared(act, 'block_actions'),
    ...('sent' in on ? inView(on) : inMessage(on)),
    ...(act.responseUrl && { response_url: act.responseUrl }),
    state: { values: {} },
    actions: [{ ...used(blocks, actionId, value), action_ts: `1700000000.${String(count).padStart(6, '0')}` }],
  }
}

function used(blocks: readonly Loose[], actionId: string, value: string | undefined): object {
  for (const [index, block] of blocks.entries()) {
    const element = elementsOf(block).find(({ action_id }) => action_id === actionId)
    if (!element) continue
    const { type, text, value: carried, options = [] } = element
    const chosen = options.find((option) => option.value === value || option.text.text === value)
    return {
      type,
      action_id: actionId,
      block_id: block.block_id ?? `b${index + 1}`,
      ...(type === 'button' ? { text, ...(carried && { value: carried }) } : { selected_option: chosen }),
    }
  }
  throw new Error(`no element ${actionId} there`)
}

/** Everything in a block that can be used. */
export function elementsOf({ elements = [], accessory }: Loose): readonly Loose[] {
  return [...elements, ...(accessory ? [accessory] : [])]
}

function inMessage({ channel, ts, threadTs, blocks, user, text }: SlackMessage) {
  const thread = threadTs ? { thread_ts: threadTs } : {}
  return {
    container: { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false, ...thread },
    channel: { id: channel, name: 'general' },
    message: { type: 'message', user, text, ts, blocks, ...thread },
  }
}

function inView(view: View) {
  return { container: { type: 'view', view_id: view.id }, view: wireView(view) }
}

/** @param values By block and action, as Slack sends them. */
export function submissionPayload(act: Act, view: View, values: object): object {
  return { ...shared(act, 'view_submission'), response_urls: [], view: { ...wireView(view), state: { values } } }
}

/** What is typed in a menu of a form whose options the bot gives. */
export function suggestionPayload(
  act: Act,
  view: View,
  asked: { action: string; block: string; typed: string },
  values: object,
) {
  return {
    ...shared(act, 'block_suggestion'),
    ...{ action_id: asked.action, block_id: asked.block, value: asked.typed },
    container: { type: 'view', view_id: view.id },
    view: { ...wireView(view), state: { values } },
  }
}

export function closedPayload(act: Act, view: View, isCleared: boolean): object {
  return { ...shared(act, 'view_closed'), view: wireView(view), is_cleared: isCleared }
}

export function shortcutPayload(act: Act, callbackId: string, on?: SlackMessage): object {
  if (!on) return { ...shared(act, 'shortcut'), callback_id: callbackId }
  const { channel, message } = inMessage(on)
  return {
    ...shared(act, 'message_action'),
    callback_id: callbackId,
    channel,
    message,
    message_ts: on.ts,
    ...(act.responseUrl && { response_url: act.responseUrl }),
  }
}

function shared({ user, from, trigger }: Act, type: string) {
  const name = nameOf(user)
  return {
    ...appOf(from),
    type,
    user: { id: user, username: name, name, team_id: from.team },
    team: { id: from.team, domain: from.name.toLowerCase() },
    enterprise: from.enterprise ? { id: from.enterprise, name: 'Ports' } : null,
    is_enterprise_install: from.isOrgWide ?? false,
    trigger_id: trigger,
  }
}
