import { describe, expect, test } from 'vitest'
import { withoutWish } from '../../src/conversation/wish-to-tell.ts'

const thing = (id: string, ...aliases: string[]) => ({ id, aliases })
const names = {
  services: [thing('billionmail', 'mail'), thing('payments')],
  environments: [thing('production', 'prod'), thing('staging')],
}

describe('a wish to hear of the end', () => {
  test.each([
    ["ship mail to prod and tell me when it's done", 'ship mail to prod'],
    ['ship mail to prod and tell me when its done', 'ship mail to prod'],
    ['deploy mail to staging, and let me know', 'deploy mail to staging'],
    ['deploy mail to staging, notify me when the deploy finishes', 'deploy mail to staging'],
    ['build mail, let me know how it goes', 'build mail'],
    ['build mail and report back', 'build mail'],
  ])('is taken off: %s', (text, request) => {
    expect(withoutWish(text, names)).toMatchObject({ text: request, tell: ['me'] })
  })

  test.each([
    ['roll back mail and notify the team once it is live please', 'roll back mail'],
    ['build mail and keep us posted 🙏', 'build mail'],
    ['build mail and let everyone know', 'build mail'],
  ])('is taken off for all who read the thread: %s', (text, request) => {
    expect(withoutWish(text, names)).toMatchObject({ text: request, tell: ['everyone'] })
  })

  test.each(['<@U024BE7LH>', '<@T2.U024BE7LH>'])('names whom a platform mentions: %s', (mention) => {
    const wish = withoutWish(`deploy mail to staging and tell ${mention}`, names)
    expect(wish).toEqual({ text: 'deploy mail to staging', tell: [mention] })
  })

  test.each([
    'tell me when it is done',
    'check health and tell me when v1.2.0 was deployed',
    'deploy mail to staging and tell me what changed',
    'let me know when payments was deployed',
    'deploy mail to staging and update payments',
  ])('stays where it is the request, or names something else: %s', (text) => {
    expect(withoutWish(text, names)).toEqual({ text })
  })
})

describe('the end that a wish speaks of', () => {
  test.each([
    'deploy mail to staging and tell ana if it fails',
    'deploy mail to staging and tell ana only if it breaks',
    "deploy mail to staging, let ana know if it doesn't work please",
    'deploy mail to staging and if it fails, tell ana',
    'deploy mail to staging and, if it fails, tell ana',
    'deploy mail to staging. If anything goes wrong ping ana!',
    'deploy mail to staging and notify ana in case there are errors',
    'deploy mail to staging and ping ana on failure',
    'deploy mail to staging, cc @ana if it fails',
    'deploye mail auf staging und sag ana Bescheid, wenn es schiefgeht',
    'deploye mail auf staging und wenn es fehlschlägt, sag ana Bescheid',
    'deploye mail auf staging, informiere ana, falls es nicht klappt',
    'despliega mail en staging y avisa a ana si falla',
    'despliega mail en staging y si algo sale mal, avísale a ana',
    'despliega mail en staging y avisa a ana solo si no funciona',
  ])('is its failure: %s', (text) => {
    expect(withoutWish(text, names)).toEqual({
      text: expect.stringMatching(/^deploye? mail (?:to|auf) staging$|^despliega mail en staging$/),
      tell: [expect.stringMatching(/^@?ana$/)],
      tellOn: 'failure',
    })
  })

  test.each([
    'deploy mail to staging and tell ana if it works',
    'deploy mail to staging and tell ana once it is live',
    'deploy mail to staging and ping ana as soon as everything is up',
    "deploy mail to staging and ping ana if it doesn't fail",
    'deploye mail auf staging und sag ana Bescheid, sobald es live ist',
    'deploye mail auf staging und sag ana Bescheid, wenn es nicht schiefgeht',
    'despliega mail en staging y avisa a ana si funciona',
    'despliega mail en staging y avisa a ana si todo sale bien',
  ])('is its success: %s', (text) => {
    expect(withoutWish(text, names)).toMatchObject({ tell: ['ana'], tellOn: 'success' })
  })

  test.each([
    'deploy mail to staging and tell ana',
    "deploy mail to staging and tell ana when it's done",
    'deploy mail to staging and tell ana when it ends',
    'deploy mail to staging and tell ana if it works or not',
    'deploy mail to staging and tell ana when it is done or fails',
    'deploy mail to staging and let ana know how it turns out',
    'deploye mail auf staging und sag ana Bescheid, wenn es fertig ist',
    'despliega mail en staging y avísale a ana cuando termine',
  ])('is either: %s', (text) => {
    expect(withoutWish(text, names)).toEqual({ text: expect.any(String), tell: ['ana'] })
  })

  test('is not told by a name', () => {
    expect(withoutWish('deploy mail to staging and tell fail-bot', names)).toEqual({
      text: 'deploy mail to staging',
      tell: ['fail-bot'],
    })
  })
})
