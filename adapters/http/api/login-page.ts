import type { FastifyInstance } from 'fastify'

/** Where the page keeps what it sends along: no other port of this machine sees it, as it would a cookie. */
export const CSRF_KEY = 'shipmate.csrf'

/** Where a provider sends browsers back to. */
export const CALLBACK = '/login/callback'

/** @param byProvider Whether people may also sign in by a provider. */
const page = (byProvider: boolean): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Sign in to Shipmate</title>
<link rel="stylesheet" href="/login.css">
<script src="/login.js" defer></script>
</head>
<body>
<main>
<h1>Shipmate</h1>
<p id="says" role="status">Open the console with a link: run <code>shipmate console</code> on the bot’s machine, or write <code>console</code> to the bot in a direct message.</p>
<button id="enter" hidden>Open the console</button>
${byProvider ? '<button id="provider">Sign in with your organisation</button>' : ''}
</main>
</body>
</html>
`

const STYLE = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { margin: 0; min-height: 100vh; display: grid; place-content: center }
main { max-width: 32rem; padding: 2rem }
button { font: inherit; padding: .6rem 1.2rem; cursor: pointer }
`

/**
 * The code of a link is behind the #, which browsers send to nobody. It is used by a press: what only looks at links uses
 * none up. What a sign-in by a provider needs on the way back is kept for this tab and this origin, and taken out by the
 * first return.
 */
const SCRIPT = `const says = document.getElementById('says')
const enter = document.getElementById('enter')
const provider = document.getElementById('provider')
const KEPT = 'shipmate.sign-in'
const [code, to = ''] = location.hash.slice(1).split('/')
const returned = location.pathname === '${CALLBACK}' ? location.search : ''
history.replaceState(null, '', '/login')
const post = async (path, body) => {
  const answer = await fetch('/api/v1' + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const told = await answer.json()
  if (!answer.ok) throw new Error(told.detail)
  return told
}
const say = (error) => {
  says.textContent = error.message
  enter.hidden = true
  if (provider) provider.disabled = false
}
const openWith = async (link) => {
  const { csrf } = await post('/login', { code: link })
  localStorage.setItem('${CSRF_KEY}', csrf)
  location.replace(/^[a-z]+$/.test(to) ? '/#/' + to : '/')
}
const comeBack = async (kept) => {
  sessionStorage.removeItem(KEPT)
  if (!kept) throw new Error('This sign-in was not started in this tab, or is over. Sign in again.')
  says.textContent = 'Signing you in …'
  await openWith((await post('/login/provider/return', { ...JSON.parse(kept), returned })).code)
}
if (returned) comeBack(sessionStorage.getItem(KEPT)).catch(say)
else if (code.startsWith('link_')) {
  says.textContent = 'This link opens the console once.'
  enter.hidden = false
  enter.focus()
}
enter.addEventListener('click', () => {
  enter.disabled = true
  openWith(code).catch(say)
})
provider?.addEventListener('click', async () => {
  provider.disabled = true
  try {
    const { to, kept } = await post('/login/provider', {})
    sessionStorage.setItem(KEPT, JSON.stringify(kept))
    location.assign(to)
  } catch (error) {
    say(error)
  }
})
`

/**
 * The page that a link opens, and to which a provider sends browsers back. It asks nobody who they are, and says nothing
 * of the bot.
 * @param hasProvider Whether people may sign in by one at this moment.
 */
export function serveLoginPage(server: FastifyInstance, hasProvider: () => boolean): void {
  const html = { type: 'text/html; charset=utf-8', text: () => page(hasProvider()) }
  const pages = {
    ...{ '/login': html, [CALLBACK]: html },
    '/login.js': { type: 'text/javascript; charset=utf-8', text: () => SCRIPT },
    '/login.css': { type: 'text/css; charset=utf-8', text: () => STYLE },
  }
  for (const [path, { type, text }] of Object.entries(pages))
    server.get(path, { schema: { hide: true } }, async (_request, reply) =>
      reply
        .type(type)
        .header('cache-control', 'no-store')
        .serializer((it: string) => it)
        .send(text()),
    )
}
