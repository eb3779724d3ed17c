import { expect, test } from 'vitest'
import { tidy } from '../../intents/tidy.ts'

test.each([
  ['<@U0BOT123> deploy payments', 'deploy payments'],
  ['<@!9988> <@&1> deploy payments', 'deploy payments'],
  ['<#C024BE7LR|deploys> status', 'deploys status'],
  ['<!subteam^S0123|@oncall> help', '@oncall help'],
  ['deploy <http://billing.example.com|billing> to prod', 'deploy billing to prod'],
  ['review <https://github.com/acme/payments/pull/42|this>', 'review this https://github.com/acme/payments/pull/42'],
  ['a &amp; b &lt;c&gt; &amp;lt;', 'a & b <c> &lt;'],
  [':rocket: deploy :tada: payments', 'deploy payments'],
  ['deploy env:staging service:payments', 'deploy env:staging service:payments'],
  ['deploy 🚀 payments 👩🏽‍🚀', 'deploy payments'],
  ['deploy \u201cpayments\u201d to \u2018staging\u2019', 'deploy "payments" to \'staging\''],
  ['deploy payments \u2014env dev', 'deploy payments --env dev'],
  ['restart billing\u2011api', 'restart billing-api'],
  ['deploy\u00a0payments\u202fto\u2009staging', 'deploy payments to staging'],
  ['dep\u200bloy pay\u00adments to \u202eproduction\u202c', 'deploy payments to production'],
  ['deploy `payments` to *staging* with _canary_', 'deploy payments to staging with canary'],
  ['deploy snake_case to staging', 'deploy snake_case to staging'],
  ['```deploy payments```', 'deploy payments'],
  ['hello\r\n\r\n  world ', 'hello\nworld'],
])('%j reads %j', (raw, text) => {
  expect(tidy(raw).text).toBe(text)
})

test('quoted lines are kept apart from the request', () => {
  expect(tidy('&gt; payments is failing\nshow me its logs')).toEqual({
    text: 'show me its logs',
    quoted: 'payments is failing',
  })
})

test('code beside a request is kept apart from it', () => {
  expect(tidy('what is this? ```deploy payments to production```')).toEqual({
    text: 'what is this?',
    quoted: 'deploy payments to production',
  })
})
