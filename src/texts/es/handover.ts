import type { Texts } from '../texts.ts'

export const handover: Texts['handover'] = {
  title: ({ by }) => `Relevo de ${by}`,
  offered: ({ to }) => `${to} puede hacerse cargo de esto:`,
  effect: ({ to, by }) =>
    `Después aviso a ${to} de cómo termina, y ${to} puede pararlo. Ni ${to} ni ${by} pueden aprobarlo.`,
  besides: ({ by }) => `También abierto, y aún de ${by}:`,
  takeOver: 'Hacerme cargo',
  until: ({ time }) => `Abierto hasta ${time}.`,
  expired: 'Nadie se hizo cargo a tiempo. Todo queda como estaba.',
  withdrawn: ({ by }) => `${by} ha retirado la oferta. Todo queda como estaba.`,
  taken: ({ to, things }) => `${to} se hizo cargo de ${things}.`,
  nothingTaken: ({ to }) => `${to} no se hizo cargo de nada.`,
  stays: {
    'no-right': ({ what, to }) => `${what} sigue contigo: ${to} no puede hacer eso allí.`,
    approved: ({ what, to }) => `${what} sigue contigo: ${to} lo ha aprobado.`,
    over: ({ what }) => `${what} ha terminado, o ya lo tiene otra persona.`,
  },
  takenFrom: ({ by, to }) => `${by}, ahora a cargo de ${to}`,
  sent: ({ to, things }) => `He pedido a ${to} que se haga cargo de ${things}.`,
  nothing: 'No tienes nada abierto que se pueda traspasar.',
  nothingHere: 'No tienes nada abierto en este hilo. Nombra una tarea, o di «traspasa todo a @nombre».',
  notYours: ({ names }) => `No puedo traspasar ${names}: ha terminado o no es tuyo.`,
  unknown: ({ name }) => `No sé quién es ${name}. Menciónalo con @.`,
  yourself: 'Eres tú: ya lo tienes.',
  onlyPeople: 'Solo una persona puede traspasar lo que tiene abierto.',
  tooMany: ({ count }) => `Hay ${count} más abiertos. Pídelo otra vez cuando estos estén traspasados.`,
  onlyFor: ({ to }) => `Solo ${to} puede hacerse cargo de esto.`,
  noRight: 'No puedes hacer nada de esto allí, así que no puedes hacerte cargo.',
  already: ({ to }) => `${to} ya se ha hecho cargo de esto.`,
  besidesOf: {
    schedule: ({ task, title }) => `${task}: ${title}`,
    change: ({ change, title }) => `${change}: ${title}`,
    lock: ({ lock, places }) => `${lock}: un bloqueo en ${places}`,
    confirmation: ({ title }) => `Una pregunta por confirmar: ${title}. Quien lo quiera debe pedirlo.`,
  },
}
