/** The sample service at each of its versions: a tiny HTTP server that needs nothing but Node. */

const HEALTH = {
  always: `  '/health': () => ({ status: 200, body: { ok: true } }),`,
  needsQueue: `  '/health': () => {
    if (process.env.MAIL_QUEUE_URL) return { status: 200, body: { ok: true } }
    if (answered === 0) console.error('health: the mail queue cannot be reached: MAIL_QUEUE_URL is not set')
    return { status: 500, body: { ok: false, reason: 'MAIL_QUEUE_URL is not set' } }
  },`,
  queueInMemory: `  '/health': () => ({ status: 200, body: { ok: true, queue: process.env.MAIL_QUEUE_URL ? 'remote' : 'in memory' } }),`,
} as const

const TEMPLATES = `  '/templates': () => ({ status: 200, body: ['invoice', 'reminder', 'receipt'] }),`
const STATISTICS = `  '/statistics': () => ({ status: 200, body: { answered } }),`

/** Which routes the server has; the rest of it stays the same. */
export interface ServerParts {
  readonly health: keyof typeof HEALTH
  readonly templates?: boolean
  readonly statistics?: boolean
}

export function serverSource({ health, templates, statistics }: ServerParts): string {
  const routes = [
    `  '/': () => ({ status: 200, body: { service: 'billionmail', ...info } }),`,
    HEALTH[health],
    ...(templates ? [TEMPLATES] : []),
    ...(statistics ? [STATISTICS] : []),
  ]
  return `import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const info = JSON.parse(readFileSync(new URL('./build/info.json', import.meta.url), 'utf8'))
const { PORT = '8080', HOST = '127.0.0.1' } = process.env
let answered = 0

const routes = {
${routes.join('\n')}
}

const server = createServer((request, response) => {
  const route = routes[new URL(request.url, 'http://localhost').pathname]
  const { status, body } = route?.() ?? { status: 404, body: { error: 'not found' } }
  answered += 1
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body) + '\\n')
})

server.listen(Number(PORT), HOST, () => console.log(\`billionmail \${info.version} listens on \${HOST}:\${PORT}\`))
process.once('SIGTERM', () => {
  console.log(\`billionmail \${info.version} stops after \${answered} answers\`)
  server.close(() => process.exit(0))
})
`
}

/** The build step: what the server later says about itself. */
export const BUILD_SOURCE = `import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'))
const info = { version: \`v\${version}\`, commit: process.env.SHIPMATE_COMMIT ?? 'unknown' }
mkdirSync(new URL('./build/', import.meta.url), { recursive: true })
writeFileSync(new URL('./build/info.json', import.meta.url), JSON.stringify(info))
console.log(\`built billionmail \${info.version} from \${info.commit.slice(0, 7)}\`)
`

export function packageSource(version: string): string {
  return `${JSON.stringify({ name: 'billionmail', version, private: true, type: 'module' }, undefined, 2)}\n`
}

export function readmeSource(version: string): string {
  return `# billionmail

Version ${version}. A sample service that comes with Shipmate: \`node build.js && PORT=8080 node server.js\`.
`
}
