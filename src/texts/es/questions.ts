import type { Texts } from '../texts.ts'

export const questions: Texts['questions'] = {
  notSure: 'No estoy seguro de qué quieres decir. ¿Es una de estas?',
  twoWays: ({ readings }) => `Puedo entenderlo de dos maneras. ¿Quieres decir ${readings}?`,
  unknownName: {
    service: ({ name }) => `No conozco ningún servicio «${name}».`,
    environment: ({ name }) => `No conozco ningún entorno «${name}».`,
  },
  youNamed: ({ names }) => `Has nombrado ${names}.`,
  didYouMean: ({ names }) => `¿Quieres decir ${names}?`,
  which: {
    at: '¿Cuándo? Di una hora que esté por venir, como 2030-06-01 09:00.',
    workflow: '¿Qué flujo?',
    service: '¿Qué servicio?',
    environment: '¿Qué entorno?',
    task: '¿Qué tarea?',
    metric: '¿Qué métrica?',
    ref: '¿Qué versión?',
    count: '¿Cuántas instancias?',
  },
  choose: 'Elige una opción o di su nombre',
  whichOther: ({ slot }) => `¿Qué falta todavía: ${slot}?`,
  iKnow: ({ names }) => `Conozco ${names}.`,
  onlyChoice: {
    service: ({ name }) => `Tomo ${name}: no hay otro servicio para esto.`,
    environment: ({ name }) => `Tomo ${name}: no hay otro entorno para esto.`,
  },
  readAs: ({ readings }) => `He leído ${readings}.`,
  nameReadAs: ({ typed, name }) => `«${typed}» como ${name}`,
  answered: ({ prompt, answer }) => `${prompt}\nRespondido: ${answer}`,
  withdrawn: ({ prompt }) => `${prompt}\nRetirado.`,
  already: ({ answer }) => `Ya respondido: ${answer}.`,
  notYours: ({ owner }) => `Solo a ${owner} se le preguntó y puede responder.`,
  noLongerOpen: 'Esa pregunta ya no está abierta. Pídelo otra vez.',
  haveAnswer: 'Ya tengo tu respuesta.',
}
