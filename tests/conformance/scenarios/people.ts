import assert from 'node:assert/strict'
import { scenario } from '../scenario.ts'
import { PAYMENTS_NEED_TWO } from '../stage/team.ts'

const LIVE = { live: { payments: { production: ['v1.0.0'] }, billionmail: { production: ['v1.0.0'] } } }
const BOTH = { ...LIVE, config: PAYMENTS_NEED_TWO, isOnBoth: true } as const
const ASKED = 'payments v1.1.0 to production'

export const people = [
  scenario(
    'somebody of another workspace or server learns nothing',
    { ...LIVE, demand: 'grid' },
    async ({ platform, asks }) => {
      const { person, place } = platform.stranger('eve')
      const refused = await asks(person, 'status', 'Not allowed', place)
      assert.doesNotMatch(refused.text, /v1\.0\.0|billionmail|ana/)
    },
  ),
  scenario('a guest is refused, and told what they are', LIVE, async ({ platform, person, asks }) => {
    platform.isGuest('gil')
    assert.match((await asks(person('gil'), 'status', 'Not allowed')).text, /you are a guest here/)
  }),
  scenario(
    'everybody else of the workspace or server may look, and change nothing',
    { ...LIVE, demand: 17 },
    async (stage) => {
      await stage.asks(stage.person('mia'), 'status', 'What is live')
      await stage.asks(stage.person('mia'), 'deploy billionmail v1.1.0 to staging', 'Not allowed')
      await stage.deployed(0)
    },
  ),
  scenario(
    'a right comes from a user group or role',
    {
      ...LIVE,
      demand: [16, 17],
      config: (_, group) => ({ access: { members: [{ group: group('oncall', 'sam'), roles: ['deployer'] }] } }),
    },
    async ({ person, vic, asks, deployed }) => {
      await asks(person('sam'), 'deploy billionmail v1.1.0 to staging', 'billionmail v1.1.0 is live on staging')
      await asks(vic, 'deploy billionmail v1.2.0 to staging', 'Not allowed')
      await deployed(1)
    },
  ),
  scenario('two people of one name are told apart by what they may do', LIVE, async (stage) => {
    const { platform, ana, vic, proposes, isTold, deployed } = stage
    platform.showsName('ana', 'Sam')
    platform.showsName('vic', 'Sam')
    const card = await proposes(ana, 'billionmail v1.1.0 to production')
    await vic.presses(card, 'Confirm')
    await isTold(vic, 'who asked, can answer this.')
    await deployed(0)
  }),
  scenario('whoever asks in German is answered in German, buttons too', LIVE, async ({ ana, asks, hears }) => {
    const asked = 'Soll ich billionmail v1.1.0 nach production deployen?'
    const card = await asks(ana, 'bitte deploye billionmail v1.1.0 nach production', asked)
    assert.deepEqual(
      card.buttons.map(({ label }) => label),
      ['Bestätigen', 'Abbrechen'],
    )
    await ana.presses(card, 'Bestätigen')
    await hears(ana, card, 'billionmail v1.1.0 ist auf production live')
  }),
  scenario('whoever asks in Spanish is answered in Spanish, buttons too', LIVE, async ({ ana, asks, hears }) => {
    const card = await asks(
      ana,
      'despliega billionmail v1.1.0 en producción, por favor',
      '¿Desplegar billionmail v1.1.0 en production?',
    )
    assert.deepEqual(
      card.buttons.map(({ label }) => label),
      ['Confirmar', 'Cancelar'],
    )
    await ana.presses(card, 'Confirmar')
    await hears(ana, card, 'billionmail v1.1.0 está en vivo en production')
  }),
  scenario('two people in one thread each read their own language', LIVE, async ({ ana, ben, asks, platform }) => {
    const first = await asks(ana, 'what may I do?', 'You may')
    await asks(ben, 'was darf ich?', 'Du darfst', platform.threadOf(first))
  }),
  scenario('a time on a card is each reader’s own', { ...LIVE, demand: 25 }, async ({ ana, proposes }) => {
    const { raw } = await proposes(ana, 'billionmail v1.1.0 to production')
    assert.match(JSON.stringify(raw), /<!date\^\d+|<t:\d+/)
  }),
  scenario('what is asked for on one platform is approved on the other', { ...BOTH, demand: 13 }, async (stage) => {
    const { ana, proposes, hears, becomes, other } = stage
    const question = await proposes(ana, ASKED)
    await ana.presses(question, 'Submit for approval')
    const card = await hears(ana, question, 'CHG-1:')
    await other.person('ben').mentions('approve CHG-1')
    await becomes(ana, card, 'Approved by ben')
    await hears(ana, card, 'payments v1.1.0 is live on production')
  }),
  scenario(
    'a person who has linked two accounts approves their own change with neither',
    { ...BOTH, demand: 15 },
    async (stage) => {
      const { ben, proposes, hears, hearsDirectly, other, deployed } = stage
      await ben.directs('link')
      const told = await hearsDirectly(ben, 'Say this to me in a direct message')
      const code = /link [0-9a-f]{44}/.exec(told.text)?.[0] ?? 'no code'
      const elsewhere = other.person('ben')
      await elsewhere.directs(code)
      await elsewhere.sees(({ byBot, text }) => byBot && text.includes('are one person now'))
      const question = await proposes(ben, ASKED)
      await ben.presses(question, 'Submit for approval')
      await hears(ben, question, 'CHG-1:')
      await elsewhere.mentions('approve CHG-1')
      await elsewhere.sees(({ byBot, text }) => byBot && text.includes('Nobody approves or rejects their own change.'))
      await deployed(0)
    },
  ),
  scenario('a code that links accounts works once', { ...BOTH }, async ({ ben, hearsDirectly, other }) => {
    await ben.directs('link')
    const told = await hearsDirectly(ben, 'Say this to me in a direct message')
    const code = /link [0-9a-f]{44}/.exec(told.text)?.[0] ?? 'no code'
    const elsewhere = other.person('ben')
    await elsewhere.directs(code)
    await elsewhere.sees(({ byBot, text }) => byBot && text.includes('are one person now'))
    await elsewhere.directs(code)
    await elsewhere.sees(({ byBot, text }) => byBot && text.includes('This code was used before'))
  }),
]
