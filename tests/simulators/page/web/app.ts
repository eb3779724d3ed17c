import { DiscordPane } from './discord/discord-pane.ts'
import { h, html, type VNode } from './html.ts'
import { post } from './shared/act.ts'
import { useLive } from './shared/use-live.ts'
import { SlackPane } from './slack/slack-pane.ts'

interface Bot {
  readonly state: 'starting' | 'running' | 'killed'
  readonly urls: { readonly staging: string; readonly production: string }
}

const STATES: Readonly<Record<Bot['state'], string>> = {
  starting: 'The bot is starting …',
  running: 'The bot is running.',
  killed: 'The bot is killed: what you do waits for it.',
}

/** Two platforms side by side, and the process of the bot above them. */
export function App(): VNode {
  const bot = useLive<Bot>('/bot/changes')
  return html`
    <header class="top">
      <h1>Shipmate simulator</h1>
      <p class="state" role="status">${bot ? STATES[bot.state] : 'The simulator does not answer.'}</p>
      ${
        bot?.state === 'killed'
          ? html`<button type="button" onClick=${() => void post('/bot/start')}>Start the bot</button>`
          : html`<button type="button" disabled=${bot?.state !== 'running'} onClick=${() => void post('/bot/kill')}>Kill the bot</button>`
      }
      ${bot && html`<p class="places">Deployed: <a href=${bot.urls.staging} target="_blank" rel="noreferrer">staging</a> <a href=${bot.urls.production} target="_blank" rel="noreferrer">production</a></p>`}
      <p class="note">A developer's tool on this machine alone. The people are made up; the bot and what it deploys are real.</p>
    </header>
    <main>${h(SlackPane, {})}${h(DiscordPane, {})}</main>
  `
}
