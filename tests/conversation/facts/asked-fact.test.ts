import { describe, expect, test } from 'vitest'
import { askedFact, askedFacts } from '../../../src/conversation/facts/asked-fact.ts'
import type { Catalog } from '../../../src/domain/catalog.ts'
import type { Turn } from '../../../src/domain/understanding.ts'

const catalog: Catalog = {
  services: [
    { id: 'billionmail', aliases: ['mail'] },
    { id: 'payments', aliases: [] },
  ],
  environments: [
    { id: 'staging', aliases: ['stg'] },
    { id: 'production', aliases: ['prod', 'live'] },
  ],
  rings: [],
  devices: [],
  workflows: [],
  bots: [],
}

const asked = (text: string, isPlanOpen = false, turns: readonly Turn[] = []) =>
  askedFact({ text, catalog, turns, isPlanOpen })

const ASKED: Readonly<Record<string, readonly string[]>> = {
  address: [
    'what’s the URL of prod?',
    'where does staging run?',
    'where does payments run in production?',
    'link to production',
    'whats the prod url?',
    'url prod',
    'can you give me the staging url please',
    'how do I reach prod?',
    'which port is payments on?',
    'where is billionmail?',
    'send me the link for payments in staging',
    'wo läuft staging?',
    'wie lautet die Adresse von production?',
    '¿cuál es la dirección de payments?',
  ],
  deployment: [
    'who approved the last deploy?',
    'who confirmed this release',
    'who deployed v1.2.0?',
    'who rolled back production?',
    'who released v1.2.0?',
    'who made the last change to production?',
    'who triggered this',
    'when was v1.2.0 deployed and by whom',
    'when did v1.1.0 go live?',
    'since when is v1.1.0 live',
    'wer hat den letzten Deploy freigegeben?',
    'wann wurde v1.2.0 ausgerollt?',
    '¿quién aprobó el último despliegue?',
  ],
  duration: [
    'how long did the last deploy take',
    'how long does a deploy take?',
    'how long did TASK-4 take',
    'how long has the deploy been running?',
    'how long did it take?',
    'last deploy duration',
    'wie lange dauert ein Deploy?',
    '¿cuánto tardó el último despliegue?',
  ],
  versions: [
    'which versions are there?',
    'show me the available versions',
    'list tags',
    'latest version of payments?',
    'what versions of payments do you have',
    'which versions can I deploy to staging',
    'what’s the newest version of payments?',
    'welche Versionen gibt es?',
    '¿qué versiones hay?',
  ],
  places: [
    'list environments',
    'which envs do you have?',
    'list services',
    'which services run in prod?',
    'show me all services',
    'welche Umgebungen gibt es?',
    '¿qué servicios hay?',
  ],
  comparison: [
    'diff staging and prod',
    'what’s the difference between staging and production?',
    'is staging ahead of prod for payments?',
    'what is on staging that is not on prod',
    'Unterschied zwischen staging und production',
    '¿diferencia entre staging y production?',
  ],
  canary: [
    'how is the canary doing?',
    'is the canary ok',
    'canary status',
    'promote the canary',
    'promote the payments canary to everyone now',
    'send all traffic to the canary',
    'wie geht es dem canary?',
    'should we promote the canary?',
  ],
  'plan-risk': ['is this safe?', 'how risky is that', 'ist das sicher?', '¿es seguro?'],
  live: ['what is live?', 'what’s live', 'what is live right now?', 'was ist gerade live?', '¿qué está en vivo?'],
  rights: [
    'what am I allowed to do?',
    'what can I deploy?',
    'which envs can I deploy payments to?',
    'which environments can I deploy to?',
    'was darf ich?',
  ],
  holders: ['who can deploy to production?', 'who else may deploy payments'],
}

describe.each(Object.entries(ASKED))('%s is asked for in several ways', (kind, texts) => {
  test.each(texts)('%s', (text) => expect(asked(text)?.kind).toBe(kind))
})

const PROMOTIONS = [
  'promote the canary',
  'please promote the canary now',
  'can you promote the canary of payments in production?',
  'promote the canary of TASK-2',
  'promote the v1.2.0 canary',
  'promote it to everyone',
  'take the canary to 100 %',
  'take the payments canary to 100%',
  'ramp the canary up to 100 percent',
  'i want to promote the canary',
  'send all traffic to the canary',
  'befördere den Canary',
  'gib den Canary von payments bitte für alle frei',
  'kannst du den Canary freigeben?',
  'bring den Canary auf 100 %',
  'setz den Canary jetzt auf 100 %',
  'promueve el canary',
  'lleva el canary al 100 %',
  'pasa el canary de payments a todos',
  'now promote the canary',
  'yes, promote the canary',
  'go ahead and promote the canary',
  'promote the canary 👍',
  'promote the canary 🚀',
  'promote the canary :rocket:',
  'roll out the canary to everyone',
  'promote v1.3.0 to all users',
  'promote payments canary v1.3.0',
  'wir wollen den canary freigeben',
  'promote the canary if you can',
]

test.each(PROMOTIONS)('a canary is to be promoted: %s', (text) =>
  expect(asked(text)).toMatchObject({ kind: 'canary', asks: 'promotion' }),
)

const NO_PROMOTIONS = [
  'should we promote the canary?',
  'can I promote the canary?',
  'don’t promote the canary',
  'promote the canary when it is healthy',
  'promote the canary at 5pm',
  'who promoted the canary?',
  'the canary was promoted to everyone',
  'take the canary to 50 %',
  'promote it',
  'nicht den Canary freigeben',
  'no promuevas el canary',
  'was the canary promoted to 100 %?',
  'promote the canary?!? no way',
]

test.each(NO_PROMOTIONS)('no canary is to be promoted by: %s', (text) =>
  expect(asked(text)).not.toMatchObject({ asks: 'promotion' }),
)

const ASKS: Readonly<Record<string, readonly string[]>> = {
  cancellation: [
    'stop the canary',
    'cancel the canary',
    'abort the canary now',
    'please kill the canary of payments',
    'stop the payments canary',
    'stoppe den Canary',
    'brich den Canary ab',
    'kannst du den Canary stoppen?',
    'detén el canary',
  ],
  share: [
    'promote the canary to 50 %',
    'take the canary to 50 %',
    'setze den Canary auf 50 %',
    'sube el canary al 50 %',
  ],
  condition: [
    'promote the canary if it is healthy',
    'promote the canary when it has 1000 requests',
    'once the canary is healthy, promote it',
    'befördere den Canary, wenn er gesund ist',
    'promueve el canary si está sano',
  ],
  state: ['soll ich den Canary befördern?', 'is it safe to promote the canary?', 'should we stop the canary?'],
}

describe.each(Object.entries(ASKS))('of a canary, %s is asked for', (asks, texts) => {
  test.each(texts)('%s', (text) => expect(asked(text)).toMatchObject({ kind: 'canary', asks }))
})

test.each(['don’t stop the canary', 'deploy payments to production with a canary, stop it if it fails'])(
  'no canary is to be stopped by: %s',
  (text) => expect(asked(text)).not.toMatchObject({ asks: 'cancellation' }),
)

const NO_FACT = [
  'deploy billionmail v1.2.0 to production',
  'deploy the version with the url fix to staging',
  'what’s the url of prod, and then deploy v1.2.0 there',
  'roll back production',
  'promote payments to production',
  'deploy payments to production with a canary',
  'how do I deploy with a canary?',
  'why is the url of prod broken?',
  'who deployed what last week?',
  'who broke production?',
  'who started the fire in production?',
  'who approved the previous deploy?',
  'how long did the first deploy take?',
  'who is on call?',
  'when will v1.2.0 be deployed?',
  'when did the last deploy fail?',
  'how long has production been down?',
  'which versions are live?',
  'which version is on prod?',
  'which services are unhealthy?',
  'difference in error rate between staging and prod',
  'is it safe to roll back?',
  'is it ok?',
  'the link in the docs is broken',
  'what can I do here?',
  'yes',
  'staging',
  '> what’s the url of prod',
  `${'it went on and on '.repeat(20)}what’s the url of prod?`,
]

test.each(NO_FACT)('no fact is asked for by: %s', (text) => expect(asked(text)).toBeUndefined())

test('what may be about anything is about the plan where one is open', () => {
  expect(asked('is it ok?', true)?.kind).toBe('plan-risk')
  expect(asked('should I do it?', true)?.kind).toBe('plan-risk')
  expect(asked('is it safe to roll back?', true)).toBeUndefined()
})

describe('what a question names', () => {
  test('names and aliases, versions and tasks', () => {
    expect(asked('what’s the url of mail in prod')?.about).toEqual({
      service: 'billionmail',
      environment: 'production',
    })
    expect(asked('who approved v1.2.0 in stg?')?.about).toEqual({ version: 'v1.2.0', environment: 'staging' })
    expect(asked('how long did task 7 take')?.about).toEqual({ task: 'TASK-7' })
  })

  test('“live” is a name only where one would stand', () => {
    expect(asked('when did v1.1.0 go live in staging?')?.about).toEqual({ version: 'v1.1.0', environment: 'staging' })
    expect(asked('what is the url of live')?.about).toEqual({ environment: 'production' })
  })

  test('“it” is what was spoken of last', () => {
    const before = {
      by: 'slack:ana',
      intent: 'deploy.status',
      slots: { service: 'payments' },
      at: '2026-03-02T09:00:00Z',
    }
    expect(asked('where is it running?', false, [before])?.about).toEqual({ service: 'payments', pointing: true })
    expect(asked('who deployed production last?', false, [before])?.about).toEqual({ environment: 'production' })
  })

  test('a name that is none is kept, so that nothing else is told in its place', () => {
    expect(asked('what’s the url of qa?')?.about).toEqual({ unknown: 'qa' })
    expect(asked('how long did the last deploy to qa take')?.about).toEqual({ unknown: 'qa' })
  })

  test('two environments are compared in the order they are named', () => {
    expect(asked('diff prod and staging')).toMatchObject({ environments: ['production', 'staging'] })
  })
})

describe('several questions in one message', () => {
  const kinds = (text: string) => askedFacts({ text, catalog, turns: [], isPlanOpen: false }).map(({ kind }) => kind)

  test('and none is told where another question beside it asks for no fact', () => {
    expect(kinds('who approved the last deploy? and why is it slow?')).toEqual([])
    expect(kinds('who approved the last deploy? thanks')).toEqual(['deployment'])
    expect(kinds('who deployed payments and when')).toEqual(['deployment'])
  })

  test('each asks for its fact, and “it” is what the one before named', () => {
    expect(kinds('what is the url of prod, and who deployed it last?')).toEqual(['address', 'deployment'])
    const [, second] = askedFacts({
      text: 'who approved the last deploy of payments? How long did it take?',
      catalog,
      turns: [],
      isPlanOpen: false,
    })
    expect(second).toMatchObject({ kind: 'duration', about: { service: 'payments' } })
  })

  test('one question with an “and” in it stays one', () => {
    expect(kinds('when was v1.2.0 deployed and by whom?')).toEqual(['deployment'])
    expect(kinds('diff staging and prod')).toEqual(['comparison'])
  })

  test('none is answered beside an order', () => {
    expect(kinds('what is the url of prod? Deploy payments v1.2.0 there.')).toEqual([])
  })
})
