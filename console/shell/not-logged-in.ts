import { html, type VNode } from '../view/html.ts'

/** What somebody sees whom the bot does not know. */
export function NotLoggedIn(): VNode {
  return html`<main class="alone" id="content" tabindex="-1">
    <h1>Shipmate</h1>
    <p>You are not logged in here. A link opens the console, once and for a few minutes:</p>
    <ul>
      <li>write <kbd>console</kbd> to Shipmate in a direct message, and open the link that it answers with; or</li>
      <li>on its machine, run <kbd>npm run shipmate -- console</kbd> and open the address that is printed; or</li>
      <li><a href="/login">sign in with your organisation</a>, where Shipmate knows it.</li>
    </ul>
    <button type="button" onClick=${() => location.reload()}>I have opened one: look again</button>
  </main>`
}
