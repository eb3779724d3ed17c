import { BOT_USER } from './workspace.ts'

/** What people do in Slack beside messages and buttons, as Slack sends it, and the methods that answer it. */

const APP = { team: { id: 'T1', domain: 'harbour' }, enterprise: null, is_enterprise_install: false, api_app_id: 'A1' }

let count = 0
function next(): string {
  count += 1
  return `1700000100.${String(count).padStart(6, '0')}`
}
const person = (user: string) => ({ id: user, name: user.slice(1).toLowerCase(), team_id: 'T1' })
const channelOf = (user: string): string => `D${user.slice(1)}`

/** Each with an id of its own, as the Events API wraps it. */
function surfaceEvent(event: object): object {
  return {
    ...{ type: 'event_callback', team_id: 'T1', api_app_id: 'A1', event, event_id: `Es${next()}`, event_time: 1 },
    authorizations: [
      { enterprise_id: null, team_id: 'T1', user_id: BOT_USER, is_bot: true, is_enterprise_install: false },
    ],
  }
}

export const homeOpened = (user: string, tab = 'home'): object =>
  surfaceEvent({ type: 'app_home_opened', user, channel: channelOf(user), tab, event_ts: next() })

export const assistantOpened = (user: string, threadTs: string): object =>
  surfaceEvent({
    type: 'assistant_thread_started',
    assistant_thread: {
      ...{ user_id: user, channel_id: channelOf(user), thread_ts: threadTs },
      context: { channel_id: 'C0GENERAL', team_id: 'T1', enterprise_id: null },
    },
    event_ts: next(),
  })

/** Said to the assistant in its thread. */
export const saidToAssistant = (user: string, threadTs: string, text: string): object => {
  const ts = next()
  return surfaceEvent({
    ...{ type: 'message', channel_type: 'im', user, text, ts, event_ts: ts, team: 'T1' },
    ...{ channel: channelOf(user), thread_ts: threadTs },
  })
}

/** A press on the Home tab, as it was published. */
export function homePress(user: string, view: string, button: string, trigger = `trigger-${next()}`): object {
  const { private_metadata, blocks } = JSON.parse(view)
  return {
    ...APP,
    ...{ type: 'block_actions', user: person(user), trigger_id: trigger },
    container: { type: 'view', view_id: `V${user}` },
    view: { type: 'home', id: `V${user}`, private_metadata, blocks, state: { values: {} } },
    actions: [{ type: 'button', action_id: button, block_id: 'b1', action_ts: next() }],
  }
}

export function messageShortcut(user: string, message: object, channel = 'C0GENERAL'): object {
  return {
    ...APP,
    ...{ type: 'message_action', callback_id: 'deploy_pull_request', trigger_id: `trigger-${next()}` },
    ...{ user: person(user), channel: { id: channel, name: 'general' }, message_ts: '100.1' },
    message: { type: 'message', user: 'UBEN', ts: '100.1', text: '', ...message },
    response_url: 'http://127.0.0.1:9/shortcut',
  }
}

export function globalShortcut(user: string, trigger: string): object {
  return { ...APP, type: 'shortcut', callback_id: 'deploy', trigger_id: trigger, user: person(user), action_ts: next() }
}

const option = (value: string | undefined) =>
  value === undefined ? null : { text: { type: 'plain_text', text: value }, value }

/** What a select of the form asks for while somebody types. */
export function optionsAsked(user: string, field: string, typed: string, service?: string): object {
  return {
    ...APP,
    ...{ type: 'block_suggestion', user: person(user), action_id: field, block_id: field, value: typed },
    container: { type: 'view', view_id: 'V1' },
    view: {
      ...{ id: 'V1', type: 'modal', callback_id: 'shipmate_deploy' },
      state: { values: service === undefined ? {} : { service: { service: { selected_option: option(service) } } } },
    },
  }
}

export interface DeployChoices {
  readonly service?: string
  readonly environment?: string
  readonly ref?: string
  readonly where?: string
}

export function deployForm(user: string, { service, environment, ref, where }: DeployChoices): object {
  return {
    ...APP,
    ...{ type: 'view_submission', user: person(user), trigger_id: `trigger-${next()}`, response_urls: [] },
    view: {
      ...{ id: `V${next()}`, type: 'modal', callback_id: 'shipmate_deploy', private_metadata: '' },
      state: {
        values: {
          service: { service: { type: 'external_select', selected_option: option(service) } },
          environment: { environment: { type: 'external_select', selected_option: option(environment) } },
          ref: { ref: { type: 'external_select', selected_option: option(ref) } },
          where: { where: { type: 'conversations_select', selected_conversation: where ?? null } },
        },
      },
    },
  }
}
