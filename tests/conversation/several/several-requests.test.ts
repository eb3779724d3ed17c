import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createLanguageOf } from '../../../intents/language-of.ts'
import { ASKING_WORDS } from '../../../intents/languages.ts'
import { requestSentence } from '../../../src/capabilities/request-sentence.ts'
import { withoutOrdersBeyond } from '../../../src/conversation/several/beyond-request.ts'
import { severalRequests } from '../../../src/conversation/several/several-requests.ts'
import { textsIn } from '../../../src/texts/texts-in.ts'
import { exampleCatalog, NO_CONTEXT, NOW, readYaml, understandExample } from '../../intents/support.ts'

const languageOf = createLanguageOf(exampleCatalog)

function heard(text: string) {
  const understanding = understandExample(text, NO_CONTEXT, NOW)
  return severalRequests({
    text,
    understanding,
    unsure: understanding.confidence < 0.6,
    dialogue: NO_CONTEXT,
    catalog: exampleCatalog,
    understand: understandExample,
    now: NOW,
    words: ASKING_WORDS,
    language: languageOf(text),
  })
}

function wanted(text: string): readonly string[] {
  return heard(text).wanted.map((one) =>
    'question' in one ? one.question : requestSentence(one, textsIn(languageOf(text))),
  )
}

describe('several requests in German', () => {
  test.each([
    [
      'deploye web auf staging und roll orders auf prod zurück',
      ['deploye web nach staging', 'rolle orders auf production zurück'],
    ],
    [
      'deploye web v1.2.0 in staging und in production',
      ['deploye web v1.2.0 nach staging', 'deploye web v1.2.0 nach production'],
    ],
    ['web und orders bitte auf staging deployen', ['deploye web nach staging', 'deploye orders nach staging']],
    [
      'roll web auf prod zurück, danach auch orders',
      ['rolle web auf production zurück', 'rolle orders auf production zurück'],
    ],
    [
      'deploye web auf staging und roll dann orders auf prod zurück',
      ['deploye web nach staging', 'rolle orders auf production zurück'],
    ],
    [
      'kannst du web auf staging und orders auf prod deployen?',
      ['deploye web nach staging', 'deploye orders nach production'],
    ],
    ['baue search und deploye es dann auf staging', ['baue search', 'deploye search nach staging']],
    [
      'wie geht es web und orders auf prod?',
      ['Gesundheitscheck von web auf production', 'Gesundheitscheck von orders auf production'],
    ],
    [
      'wer hat den letzten deploy freigegeben? und prüf die gesundheit von web',
      ['wer hat den letzten deploy freigegeben', 'Gesundheitscheck von web'],
    ],
  ])('%s', (text, requests) => {
    expect(wanted(text)).toEqual(requests)
  })

  test.each([
    'deploye dann web auf staging',
    'kannst du dann web auf staging deployen',
    'deploye web auf staging oder prod',
    'deploye web auf staging, ich meine auf prod',
    'vergleiche staging und prod für web',
    'hallo, bitte deploye web v1.3.0 auf prod, und zwar ohne cache, danke',
  ])('%s: one', (text) => {
    expect(wanted(text)).toEqual([])
  })
})

describe('several requests in Spanish', () => {
  test.each([
    [
      'despliega web en staging y luego revierte orders en prod',
      ['despliega web en staging', 'revierte orders en production'],
    ],
    ['despliega web en staging y producción', ['despliega web en staging', 'despliega web en production']],
    ['sube web y orders a staging', ['despliega web en staging', 'despliega orders en staging']],
    [
      '¿puedes desplegar web en staging y revertir orders en prod?',
      ['despliega web en staging', 'revierte orders en production'],
    ],
    ['compila search y luego despliégalo en staging', ['compila search', 'despliega search en staging']],
    ['¿cómo están web y orders en prod?', ['salud de web en production', 'salud de orders en production']],
  ])('%s', (text, requests) => {
    expect(wanted(text)).toEqual(requests)
  })

  test.each([
    'despliega luego web en staging',
    'despliega web en staging o producción',
    'despliega web en staging, perdón, en producción',
    'compara staging y prod de web',
    'hola, por favor despliega web v1.3.0 en prod, sin caché, gracias',
  ])('%s: one', (text) => {
    expect(wanted(text)).toEqual([])
  })
})

test.each([
  ['deploye web v1.2.0 auf staging, danach auf prod, wenn es gesund ist', ['wenn es gesund ist']],
  ['deploye web v1.2.0 auf staging und, sobald es läuft, auf prod', ['sobald es läuft']],
  ['despliega web v1.2.0 en staging y luego en producción cuando esté sano', ['cuando esté sano']],
  ['deploye web auf staging und orders auf prod, wenn du Zeit hast', []],
])('what must come first is for the person to see: %s', (text, unread) => {
  expect(heard(text).wanted).toHaveLength(2)
  expect(heard(text).unread).toEqual(unread)
})

test.each([
  // A condition at the front, somebody else's words and plans, and what is only told.
  'wenn die Tests grün sind, deploye web auf staging und orders auf prod',
  'sobald staging gesund ist, deploye web auf prod und orders auf prod',
  'Ana hat gesagt, deploye web auf staging und orders auf prod',
  'Ben deployt web auf staging und rollt orders auf prod zurück',
  'wir haben web auf staging deployt und orders auf prod zurückgerollt',
  'man könnte web auf staging deployen und orders auf prod zurückrollen',
  'deploye nicht web auf staging und orders auf prod',
  'cuando pasen los tests, despliega web en staging y orders en prod',
  'si pasan los tests, despliega web en staging y orders en prod',
  'Ana dijo, despliega web en staging y orders en prod',
  'Ana despliega web en staging y revierte orders en prod',
  'ayer desplegamos web en staging y revertimos orders en prod',
  'no despliegues web en staging y orders en prod',
  'if the tests pass, deploy payments to prod and web to staging',
])('no two requests: %s', (text) => {
  expect(wanted(text)).toEqual([])
})

const talk = ['talk', 'german-and-spanish', 'no-order', 'voices']
  .flatMap((file) => readYaml(`./cases/${file}.yaml`) as readonly { readonly says: string; readonly intent: string }[])
  .filter(({ intent }) => intent === 'out_of_scope')
  .map(({ says }) => says)

test('no talk is several requests', () => {
  expect(talk.filter((said) => wanted(said).length > 0)).toEqual([])
})

test('nothing that is told, denied or supposed becomes several by what is told beside it', () => {
  const joints = { en: [' and then ', '. '], de: [' und ', ', dann ', '. '], es: [' y luego ', ', y ', '. '] }
  const joint = fc.nat(2)
  fc.assert(
    fc.property(fc.constantFrom(...talk), joint, fc.constantFrom(...talk), (one, which, other) => {
      // Nobody joins two languages with a word of a third.
      const language = languageOf(one) ?? 'en'
      fc.pre(language === (languageOf(other) ?? 'en'))
      const between = joints[language][which] ?? '. '
      const changes = heard(`${one}${between}${other}`).wanted.filter(
        (request) => 'intent' in request && /^(?:deploy|rollback|build)\.start$/.test(request.intent),
      )
      expect(changes).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test.each([
  ['despliega web en staging y después limpia orders cuando esté sano', ['limpia orders cuando esté sano']],
  ['deploye web auf staging und leere orders, wenn es gesund ist', ['leere orders', 'wenn es gesund ist']],
  ['deploye web v1.2.0 auf staging und lösche den Cache', ['lösche den Cache']],
  ['despliega web v1.2.0 en staging y borra la caché', ['borra la caché']],
])('%s: what cannot be done goes, and what it hangs on', (text, beyond) => {
  const alone = (said: string) => understandExample(said, NO_CONTEXT, NOW)
  expect(withoutOrdersBeyond(text, { alone: alone }, ASKING_WORDS, languageOf(text)).beyond).toEqual(beyond)
})
