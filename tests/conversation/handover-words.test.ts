import { expect, test } from 'vitest'
import { handoverWords } from '../../src/conversation/handover/handover-words.ts'

test.each([
  ['hand over TASK-7 to @ben', { what: ['TASK-7'], to: '@ben' }],
  ['<@U0BOT> please hand task-7 and CHG-2 over to <@U1>.', { what: ['TASK-7', 'CHG-2'], to: '<@U1>' }],
  ['@shipmate hand this over to @ben', { what: 'here', to: '@ben' }],
  ['hand over to @ben, thanks', { what: 'here', to: '@ben' }],
  ['hand over everything to &lt;@U1&gt;', { what: 'everything', to: '&lt;@U1&gt;' }],
  ['hand everything over to <@T2.UBEN>', { what: 'everything', to: '<@T2.UBEN>' }],
  ['hand over TASK-7 to &lt;@T2.UBEN&gt;', { what: ['TASK-7'], to: '&lt;@T2.UBEN&gt;' }],
  ['übergib alles an @ben', { what: 'everything', to: '@ben' }],
  ['übergib @ben TASK-7', { what: ['TASK-7'], to: '@ben' }],
  ['gib das an @ben ab', { what: 'here', to: '@ben' }],
  ['traspasa todo a @ben', { what: 'everything', to: '@ben' }],
  ['por favor pasa TASK-7, TASK-8 y CHG-1 a @ben', { what: ['TASK-7', 'TASK-8', 'CHG-1'], to: '@ben' }],
])('reads “%s”', (said, words) => {
  expect(handoverWords(said)).toEqual(words)
})

test.each([
  // What does not stand behind an @ may be an environment.
  'hand this over to production',
  'pasa esto a production',
  'hand over payments to @ben',
  'deploy payments to staging and hand it over to @ben',
  'did you hand over TASK-7 to @ben?',
  `hand over ${'TASK-7, '.repeat(80)}TASK-8 to @ben`,
])('leaves “%s” alone', (said) => {
  expect(handoverWords(said)).toBeUndefined()
})
