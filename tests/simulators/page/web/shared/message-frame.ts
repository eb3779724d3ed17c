import type { SeenMessage } from '../../../seen.ts'
import { html, type Shown, type VNode } from '../html.ts'

/** Something that a message's own menu offers. */
export interface MessageDeed {
  readonly label: string
  readonly does: (message: SeenMessage) => void
}

export interface MessageFrameProps {
  readonly message: SeenMessage
  /** Who looks at it. */
  readonly me: string
  readonly draw: (message: SeenMessage) => Shown
  readonly at: (message: SeenMessage) => Date
  readonly deeds: (message: SeenMessage) => readonly MessageDeed[]
  readonly onReply: () => void
  /** The message that it answers, where it says so. */
  readonly answered?: SeenMessage | undefined
}

/** What stands around what a message says. */
export function MessageFrame({ message, me, draw, at, deeds, onReply, answered }: MessageFrameProps): VNode {
  const { author, byBot, edited, onlyForMe, isThinking, reactions } = message
  const own = deeds(message)
  const time = at(message)
  return html`
    <article class=${`message${onlyForMe ? ' ephemeral' : ''}`} aria-label=${`${author} at ${clock(time)}`}>
      <div class=${`avatar ${byBot ? 'bot' : `person-${author}`}`} aria-hidden="true">${author.slice(0, 1).toUpperCase()}</div>
      <div class="said">
        ${onlyForMe && html`<p class="only">Only visible to you</p>`}
        ${answered && html`<p class="only">↪ ${answered.author}: ${answered.text.slice(0, 80)}</p>`}
        <p class="by">
          <strong>${author}${author === me ? ' (you)' : ''}</strong>
          ${byBot && html`<span class="badge">APP</span>`}
          <time datetime=${time.toISOString()}>${clock(time)}</time>
          ${edited && html`<span class="edited">(edited)</span>`}
        </p>
        ${isThinking ? html`<p class="sign">${author} is thinking …</p>` : draw(message)}
        ${message.files.map(({ name, url }) => fileLink(name, url))}
        ${reactions.length > 0 && html`<p class="reactions">${reactions.map((one) => html`<span>${one}</span>`)}</p>`}
      </div>
      ${
        !onlyForMe &&
        html`
        <details class="more">
          <summary aria-label=${`More on what ${author} said`}>⋯</summary>
          <div class="deeds">
            <button type="button" onClick=${onReply}>Reply in thread</button>
            ${own.map(({ label, does }) => html`<button type="button" onClick=${() => does(message)}>${label}</button>`)}
          </div>
        </details>`
      }
    </article>
  `
}

function fileLink(name: string, url: string): VNode {
  return url === ''
    ? html`<p class="file">${name}</p>`
    : html`<p class="file"><a href=${url} target="_blank" rel="noreferrer">${name}</a></p>`
}

/** In the time zone of whoever looks. */
function clock(time: Date): string {
  return time.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
}
