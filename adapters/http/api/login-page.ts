import type { FastifyInstance } from 'fastify'

/** Where the page keeps what it sends along: no other port of this machine sees it, as it would a cookie. */
export const CSRF_KEY = 'shipmate.csrf'

const PAGE = `<!doctype html>
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
</main>
</body>
</html>
`

const STYLE = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { margin: 0; min-height: 100vh; display: grid; place-content: center }
main { max-width: 32rem; padding: 2rem }
button { font: inherit; padding: .6rem 1.2rem; cursor: pointer }
`

/** The code is behind the #, which browsers send to nobody. It is used by a press: what only looks at links uses none up. */
const SCRIPT = `const says = document.getElementById('says')
const enter = document.getElementById('enter')
const code = location.hash.slice(1)
history.replaceState(null, '', location.pathname)
if (code.startsWith('link_')) {
  says.textContent = 'This link opens the console once.'
  enter.hidden = false
  enter.focus()
}
enter.addEventListener('click', async () => {
  enter.disabled = true
  try {
    const answer = await fetch('/api/v1/login', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    })
    const told = await answer.json()
    if (!answer.ok) throw new Error(told.detail)
    localStorage.setItem('${CSRF_KEY}', told.csrf)
    location.replace('/')
  } catch (error) {
    says.textContent = error.message
    enter.hidden = true
  }
})
`

/** The page that a link opens. It asks nobody who they are, and says nothing of the bot. */
export function serveLoginPage(server: FastifyInstance): void {
  const pages = {
    '/login': { type: 'text/html; charset=utf-8', text: PAGE },
    '/login.js': { type: 'text/javascript; charset=utf-8', text: SCRIPT },
    '/login.css': { type: 'text/css; charset=utf-8', text: STYLE },
  }
  for (const [path, { type, text }] of Object.entries(pages))
    server.get(path, { schema: { hide: true } }, async (_request, reply) =>
      reply
        .type(type)
        .header('cache-control', 'no-store')
        .serializer((it: string) => it)
        .send(text),
    )
}
