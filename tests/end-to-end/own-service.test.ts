import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { stopAll } from '../../adapters/local-host/host-client.ts'
import { createGitRepository, type Files } from '../support/git-repository.ts'
import { freePort } from '../support/ports.ts'
import { runCommand } from './command-line.ts'

/** The first example in this language below a heading of a document. */
function exampleIn(document: string, heading: string, language: string): string {
  const text = readFileSync(new URL(`../../${document}`, import.meta.url), 'utf8')
  const [, example] = text.slice(text.indexOf(heading)).split(new RegExp(`^\`\`\`(?:${language})?\n`, 'm'))
  if (example === undefined) throw new Error(`${document} has no example in ${language} below ${heading}`)
  return example
}

/** The folder of a bot as a checkout of it is, with a repository beside it and a module that only the bot has. */
function checkout(repository: string, files: Files) {
  const above = mkdtempSync(join(tmpdir(), 'shipmate-'))
  // As folders of programs are: whoever runs the services can pass through.
  chmodSync(above, 0o711)
  const bot = join(above, 'shipmate')
  mkdirSync(join(bot, 'node_modules', 'only-the-bot-has'), { recursive: true })
  writeFileSync(join(bot, 'node_modules', 'only-the-bot-has', 'index.js'), '')
  writeFileSync(join(bot, 'package.json'), '{ "type": "module" }')
  const made = createGitRepository(join(above, repository))
  made.commit('first', files)
  made.tag('v1.0.0')
  onTestFinished(async () => {
    await stopAll(join(bot, '.shipmate'))
    rmSync(above, { recursive: true, force: true })
  })
  return { above, bot }
}

async function deployed(above: string, bot: string, yaml: string, words: string): Promise<string> {
  writeFileSync(join(bot, 'shipmate.yaml'), yaml)
  const env = { SHIPMATE_HTTP_PORT: String(await freePort()), XDG_STATE_HOME: join(above, 'state') }
  const chat = runCommand(bot, ['chat'], env, `${words}\n`)
  const isLive = await Promise.race([
    chat.says('v1.0.0 is live on staging').then(() => true),
    chat.says('to staging: failed').then(() => false),
  ])
  chat.kill('SIGTERM')
  const { output } = await chat.ended
  if (!isLive) throw new Error(`it is not live: ${output}`)
  return output
}

test('the own service of the README, in CommonJS, runs word for word and has no modules of the bot', async () => {
  const { above, bot } = checkout('storefront', {
    'package.json': '{ "name": "storefront", "version": "1.0.0" }',
    'package-lock.json': JSON.stringify({ name: 'storefront', version: '1.0.0', lockfileVersion: 3, packages: {} }),
    'server.js': `
      const { createServer } = require('node:http')
      const has = (name) => { try { return require.resolve(name) } catch { return 'nothing' } }
      createServer((request, response) => response.end(has('only-the-bot-has'))).listen(process.env.PORT, process.env.HOST)`,
  })
  const staging = await freePort()
  const yaml = exampleIn('README.md', '## Your own service', 'yaml')
    .replace('8081', String(staging))
    .replace('8080', String(await freePort()))
  await deployed(above, bot, yaml, 'deploy storefront v1.0.0 to staging')
  expect(await (await fetch(`http://127.0.0.1:${staging}/health`)).text()).toBe('nothing')
})

test('the hello example of the first steps, which has no package.json of its own, runs word for word', async () => {
  const document = 'docs/getting-started.md'
  const script = exampleIn(document, 'listens on the `PORT` and `HOST`', 'sh')
  const server = script.match(/<<'END'\n([\s\S]*?)END\n/)?.[1] ?? ''
  const { above, bot } = checkout('hello', { 'server.js': server })
  const staging = await freePort()
  const yaml = exampleIn(document, 'In the folder of Shipmate, `shipmate.yaml`', 'yaml')
    .replace('4101', String(staging))
    .replace('4102', String(await freePort()))
  await deployed(above, bot, yaml, 'deploy hello v1.0.0 to staging')
  expect(await (await fetch(`http://127.0.0.1:${staging}/`)).text()).toBe('hello from v1.0.0\n')
})
