import type { Texts } from '../texts.ts'

export const gates: Texts['gates'] = {
  noEnd: 'nuevo aviso',
  reason: ({ reason }) => `Motivo: ${reason}.`,
  nothingStarted: 'No se ha iniciado nada.',
  possibleFrom: ({ time }) => `Será posible a partir de ${time}.`,
  waits: 'Confirma para ponerte en la cola: empieza cuando se quite el bloqueo.',
  askAgainThen: 'Allí no ha cambiado nada. Vuelve a pedirlo cuando eso termine.',
  freeze: {
    stops: ({ freeze, environment, until }) =>
      `La congelación «${freeze}» detiene los despliegues en ${environment} hasta ${until}.`,
    letsRestore: ({ freeze, environment, until }) =>
      `La congelación «${freeze}» rige en ${environment} hasta ${until}; no detiene las reversiones.`,
  },
  lock: {
    stops: ({ by, until }) => `Bloqueado por ${by} hasta ${until}.`,
    own: ({ by, until }) => `Bloqueado por ${by} hasta ${until}, para todos los demás.`,
    lockedBy: ({ service, environment, by }) =>
      `${service} en ${environment} ya está bloqueado por ${by}, así que no lo he bloqueado otra vez.`,
    notLocked: ({ service }) => `${service} no está bloqueado allí; no hay nada que desbloquear.`,
    tooLong: ({ days }) => `Un bloqueo dura ${days} días como máximo. Bloquea por menos tiempo.`,
    locked: ({ service, places }) => `${service} está bloqueado en ${places}`,
    unlocked: ({ service, places }) => `${service} estuvo bloqueado en ${places}`,
    minutes: ({ count }) => `${count} minutos`,
    by: 'Bloqueado por',
    until: 'Hasta',
    reason: 'Motivo',
    alreadyEnded: 'Este bloqueo ya ha terminado.',
    unlock: 'Desbloquear',
    effect: ({ by }) =>
      `Los despliegues de quien no sea ${by} esperan hasta entonces. Lo que ya está en marcha continúa.`,
    endedBy: ({ place, by, time }) => `${place}: desbloqueado por ${by} a las ${time}.`,
    expired: ({ place, time }) => `${place}: caducó a las ${time}.`,
    waitsFor: ({ by, until }) => `Espera a que se quite el bloqueo de ${by}, a más tardar ${until}.`,
  },
  order: {
    nothing: ({ after }) => `Primero va ${after}, y allí no hay nada en servicio.`,
    another: ({ after, version }) => `Primero va ${after}, y allí está en servicio ${version}: otro commit.`,
    ill: ({ after, version }) => `Primero va ${after}, y ${version} no está sana allí.`,
    new: ({ after, version, minutes, time }) =>
      `Primero va ${after}: ${version} debe estar sana allí ${minutes} min, hasta ${time}.`,
    left: ({ after, version, minutes }) => `Primero va ${after}, y ${version} estuvo allí menos de ${minutes} min.`,
    proven: ({ after, version, minutes }) => `${version} estuvo sana en ${after} durante ${minutes} min.`,
  },
  check: {
    title: ({ service }) => `¿Se puede desplegar ${service}?`,
    yes: ({ environment }) => `${environment}: sí.`,
    no: ({ environment }) => `${environment}: no.`,
    yesAt: ({ environment, time }) => `${environment}: sí, el ${time}.`,
    noAt: ({ environment, time }) => `${environment}: no, no el ${time}.`,
    nothingAgainst: 'Ninguna congelación, ningún bloqueo ni orden lo impide.',
    nextYes: ({ time }) => `El próximo sí: ${time}.`,
    nextYesUnknown: 'Cuándo será que sí depende de lo que haga la gente.',
    yesUntil: ({ freeze, time }) => `La próxima congelación, «${freeze}», empieza el ${time}.`,
    running: ({ task }) => `${task} lo está cambiando ahora; el tuyo esperaría.`,
    asThingsAre: 'Los bloqueos y lo que está en servicio, como están ahora.',
  },
}
