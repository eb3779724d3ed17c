/*
 * What a team would have in its repository as deploy.sh: programs that know their host by the variable DEMO_HOST, and what
 * is wanted by the arguments and variables of Shipmate.
 */

/** Tries the release on this machine first, and tells the host only when it is healthy. */
export const DEPLOY_PROGRAM = `
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
const [version] = process.argv.slice(1)
const port = await new Promise((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address()
    probe.close(() => resolve(port))
  })
})
const trial = spawn('node', ['server.js'], { env: { ...process.env, PORT: String(port), HOST: '127.0.0.1' }, stdio: 'inherit' })
let health = 'no answer'
for (let left = 50; left > 0 && health !== 200; left -= 1) {
  health = await fetch('http://127.0.0.1:' + port + '/health').then(({ status }) => status, () => 'no answer')
  if (health !== 200) await sleep(100)
}
trial.kill()
if (health !== 200) {
  console.error('the health check of ' + version + ' answers ' + health)
  process.exit(1)
}
console.log(JSON.stringify({ progress: 'healthy' }))
await fetch(process.env.DEMO_HOST, { method: 'PUT', body: version })
console.log(JSON.stringify({ progress: 'switched' }))
console.log(JSON.stringify({ detail: 'It was tried on port ' + port + ' first.' }))
`

export const STATUS_PROGRAM = `
const answer = await fetch(process.env.DEMO_HOST)
const { version } = await answer.json()
console.log(JSON.stringify(version === undefined ? { health: 'nothing-deployed' } : { version }))
`

export const RESTART_PROGRAM = `
const { version } = await (await fetch(process.env.DEMO_HOST)).json()
await fetch(process.env.DEMO_HOST, { method: 'PUT', body: version })
`

export const LOGS_PROGRAM = `
process.stdout.write(await (await fetch(process.env.DEMO_HOST + 'log')).text())
`
