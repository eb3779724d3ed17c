import type { FastifyInstance } from 'fastify'

/** Where the page keeps what it sends along: no other port of this machine sees it, as it would a cookie. */
const CSRF_KEY = 'shipmate.csrf'

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
<h1><svg viewBox="0 0 32 32" aria-hidden="true"><path d="M6 19h20l-3.2 6.2a2 2 0 0 1-1.8 1.1H11a2 2 0 0 1-1.8-1.1zM15 5v12H8.5zM17 8l6.5 9H17z"/></svg> Shipmate</h1>
<p id="says" role="status">Open the console with a link: run <code>shipmate console</code> on the bot’s machine, or write <code>console</code> to the bot in a direct message.</p>
<button id="enter" hidden>Open the console</button>
${byProvider ? '<button id="provider">Sign in with your organisation</button>' : ''}
</main>
</body>
</html>
`

/** The colours of the console (console/style/a-base.css), which is not loaded here: this page needs no other file. */
const STYLE = `:root {
  color-scheme: light dark;
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  --ground: light-dark(#f6f7f9, #101418);
  --surface: light-dark(#ffffff, #181d23);
  --line: light-dark(#dfe3e8, #2b323b);
  --text: light-dark(#1a2027, #e7ebef);
  --accent: light-dark(#0b6e69, #177f78);
}
body { margin: 0; min-height: 100dvh; display: grid; place-items: center; padding: 1rem; box-sizing: border-box; background: var(--ground); color: var(--text) }
main { width: min(34rem, 100%); box-sizing: border-box; padding: 2rem; border: 1px solid var(--line); border-radius: 14px; background: var(--surface); display: grid; gap: 1.2rem; justify-items: start }
h1 { display: flex; align-items: center; gap: .7rem; margin: 0; font-size: 1.45rem; letter-spacing: -.01em }
svg { width: 2rem; height: 2rem; border-radius: 8px; background: var(--accent); fill: #fff }
p { margin: 0 }
code { font-size: .9em; padding: 0 .3em; border: 1px solid var(--line); border-radius: 5px }
button { font: inherit; font-weight: 550; padding: .5rem 1.1rem; border: 0; border-radius: 8px; background: var(--accent); color: #fff; cursor: pointer }
button:focus-visible { outline: 2px solid var(--text); outline-offset: 2px }
[hidden] { display: none }
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
  says.textContent = 'This link opens the console once, in this browser.'
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
