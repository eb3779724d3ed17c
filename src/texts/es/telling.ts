import type { Texts } from '../texts.ts'

export const telling: Texts['telling'] = {
  willTell: {
    anyEnd: ({ names }) => `Al terminar avisaré a: ${names}.`,
    failure: ({ names }) => `Si falla avisaré a: ${names}.`,
    success: ({ names }) => `Si sale bien avisaré a: ${names}.`,
  },
  everyone: 'Escribiré en este hilo cómo termina, donde todos pueden leerlo.',
  you: 'ti',
  nobodyElseHere: 'Aquí nadie más que tú lee esto, así que no puedo avisar a nadie más.',
  unknown: ({ names }) => `No sé quién es ${names}, así que no puedo avisarle. Menciónalo con @.`,
  onlyEnds: 'A los demás solo les digo cómo termina una tarea.',
  ended: 'La tarea ha terminado',
  askedToTell: ({ end, by }) => `${end}. ${by} me pidió que te lo dijera.`,
  ignored: ({ texts }) => `He ignorado: ${texts}.`,
}
