import { expect, test } from 'vitest'
import { ASKING_WORDS } from '../../../intents/languages.ts'
import { failureQuestion } from '../../../src/conversation/investigate/failure-question.ts'

const CATALOG = {
  services: [
    { id: 'billionmail', aliases: ['mail'] },
    { id: 'payments', aliases: [] },
  ],
  environments: [
    { id: 'staging', aliases: [] },
    { id: 'production', aliases: ['live'] },
  ],
}

const asked = (text: string, intent = 'out_of_scope', said = {}) =>
  failureQuestion(text, intent, said, ASKING_WORDS, CATALOG)

test.each([
  'why did it fail?',
  'what happened?',
  '@shipmate so what happened here',
  'what went wrong',
  'ok, what broke?',
  "what's the error",
  'why did the deploy fail again?',
  'Why has it failed?!',
  "why didn't it work",
  'can you tell me what happened',
  'how come it failed',
  'warum ist das fehlgeschlagen?',
  'Was ist da passiert?',
  'warum ist der Deploy denn gescheitert',
  'wieso hat es nicht geklappt?',
  'was lief schief',
  'woran lag es?',
  'kannst du mir sagen, warum es fehlgeschlagen ist?',
  '¿por qué falló?',
  'por que ha fallado el despliegue',
  '¿qué pasó?',
  'qué salió mal aquí',
  '¿cuál fue la causa del fallo?',
  'dime qué ha pasado',
])('"%s" asks for a cause', (text) => {
  expect(asked(text)).toEqual({ asks: 'cause' })
})

test.each([
  'warum ist es fehlgeschlagen?',
  'Warum ist das Deployment denn schiefgegangen?',
  'wieso hat das nicht geklappt',
  'was ist schiefgegangen?',
  '¿por qué falló?',
  'por qué ha fallado el último despliegue',
  '¿Qué salió mal?',
  '¿qué pasó?',
])('"%s" asks for a cause in another language', (text) => {
  expect(asked(text)).toEqual({ asks: 'cause' })
})

test.each([
  ['why did v1.2.0 fail', { asks: 'cause', version: 'v1.2.0' }],
  ['what happened to TASK-10?', { asks: 'cause', task: 'TASK-10' }],
  ['logs of TASK-10', { asks: 'log', task: 'TASK-10' }],
  ['log of task 10 please', { asks: 'log', task: 'TASK-10' }],
  ['show me the log', { asks: 'log' }],
  ['can I see the whole log?', { asks: 'log' }],
  ['where are the logs', { asks: 'log' }],
  ['the logs of v1.2.0', { asks: 'log', version: 'v1.2.0' }],
  ['wieso ging v1.2.0 nicht?', { asks: 'cause', version: 'v1.2.0' }],
  ['was ist mit TASK-10 los', { asks: 'cause', task: 'TASK-10' }],
  ['zeig mir das Log davon', { asks: 'log' }],
  ['kann ich bitte das ganze Log sehen?', { asks: 'log' }],
  ['Log von TASK-10', { asks: 'log', task: 'TASK-10' }],
  ['qué pasó con v1.2.0', { asks: 'cause', version: 'v1.2.0' }],
  ['muéstrame el log', { asks: 'log' }],
  ['¿puedo ver los registros de la tarea?', { asks: 'log' }],
  ['log de TASK-10 por favor', { asks: 'log', task: 'TASK-10' }],
])('"%s" names what it is about', (text, question) => {
  expect(asked(text)).toEqual(question)
})

test('a log asked for in other words is known by its intent, with what was named', () => {
  const said = { service: 'payments' }
  expect(asked('dump whatever payments wrote', 'logs.show', said)).toEqual({ asks: 'log', ...said })
})

test.each([
  // What names a place, a time or the newest of all is about that, wherever it was asked.
  'why did payments fail on staging?',
  'what went wrong with payments today?',
  'why did the last deploy fail?',
  'what happened last night',
  // And what only sounds alike asks for something else.
  'why not',
  'deploy v1.2.0, whatever happened',
  'log me in',
  'what happened? roll it back',
  '> why did it fail?',
  'was ist gestern passiert',
  'warum nicht',
  'deploye v1.2.0, was auch passiert ist',
  'was ist passiert? roll es zurück',
  'qué pasó anoche',
  'por qué no',
  'qué pasa',
])('"%s" is no such question', (text) => {
  expect(asked(text)).toBeUndefined()
})

test.each([
  'warum ist das Deployment von billionmail fehlgeschlagen?',
  'warum ist billionmail fehlgeschlagen?',
  'warum ist mail v1.2.0 auf staging gescheitert?',
  'wieso hat das billionmail-Deployment nicht geklappt?',
  '¿por qué falló el despliegue de billionmail?',
  '¿por qué falló billionmail?',
])('"%s" asks for the cause of a failure of the service it names', (text) => {
  expect(asked(text)).toMatchObject({ asks: 'cause', service: 'billionmail' })
})

test('what is no name keeps its meaning', () => {
  expect(asked('warum ist es nicht live gegangen?')).toMatchObject({ asks: 'cause' })
  expect(asked('warum ist der Himmel rot?')).toBeUndefined()
})
