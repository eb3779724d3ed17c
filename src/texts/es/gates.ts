import type { Texts } from '../texts.ts'

export const gates: Texts['gates'] = {
  noEnd: 'nuevo aviso',
  reason: ({ reason }) => `Motivo: ${reason}.`,
  nothingStarted: 'No se ha iniciado nada.',
  notNow: 'Pero no en este momento.',
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
    unlockedNow: ({ service, places }) => `${service} está desbloqueado en ${places}. Lo que esperaba empieza ahora.`,
    notYours: ({ by, until }) =>
      `Ese bloqueo es de ${by}, hasta ${until}: pide a ${by} que lo quite. Lo que no pueda esperar se puede enviar para aprobación, con un motivo.`,
    sayWhy: ({ by, until, service, environment }) =>
      `Ese bloqueo es de ${by}, hasta ${until}. Puedes quitarlo del todo si dices por qué: «desbloquea ${service} en ${environment} porque …». Se lo digo a ${by}.`,
    notForOneself: ({ by, environment }) =>
      `Ese bloqueo es de ${by}, y tu propio despliegue en ${environment} espera a que se quite o a tu respuesta: pide a ${by} o a otra persona que lo quite, o envía tu despliegue para aprobación, con un motivo.`,
    tooLong: ({ days }) => `Un bloqueo dura ${days} días como máximo. Bloquea por menos tiempo.`,
    locked: ({ service, places }) => `${service} está bloqueado en ${places}`,
    unlocked: ({ service, places }) => `${service} estuvo bloqueado en ${places}`,
    minutes: ({ count }) => `${count} minutos`,
    by: 'Bloqueado por',
    until: 'Hasta',
    reason: 'Motivo',
    alreadyEnded: 'Este bloqueo ya ha terminado.',
    form: {
      note: ({ by, service, places, until }) =>
        `¿Quitar el bloqueo de ${by} en ${service} (${places}, hasta ${until})? ${by} sabrá el motivo.`,
      label: 'Motivo',
      said: ({ request, reason }) => `${request} porque ${reason}`,
    },
    unlock: 'Desbloquear',
    effect: ({ by }) =>
      `Los despliegues de quien no sea ${by} esperan hasta entonces. Lo que ya está en marcha continúa.`,
    endedBy: ({ place, by, time }) => `${place}: desbloqueado por ${by} a las ${time}.`,
    lockedAgain: ({ place, by, time, lock }) => `${place}: ${by} lo bloqueó de nuevo a las ${time} (${lock}).`,
    removedBy: ({ place, by, time, reason }) => `${place}: ${by} lo quitó a las ${time}. El motivo: ${reason}.`,
    yoursRemoved: ({ by, service, places, reason }) =>
      `${by} ha quitado tu bloqueo de ${service} en ${places}. El motivo: ${reason}. Lo que esperaba empieza ahora.`,
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
  schedule: {
    past: ({ time }) => `${time} ya ha pasado. Di una hora que esté por venir.`,
    never: ({ time, zone }) => `${time} no existe en ${zone}: los relojes saltan esa hora. Di otra hora.`,
    noTime: ({ time }) => `${time} no es una fecha que exista. Di otra hora.`,
    twice: ({ time, zone, first }) => `${time} se da dos veces en ${zone} esa noche; se toma la primera, ${first}.`,
    already: ({ task, time }) => `${task} está programada para hacer exactamente eso a las ${time}.`,
    missed: ({ time }) => `Tocaba a las ${time}, mientras yo no estaba en marcha.`,
    rule: 'Lo programado no empezó por sí solo; por favor, confirma.',
    title: ({ title }) => `Programado: ${title}`,
    when: 'Cuándo',
    version: 'Versión',
    strategy: 'Estrategia',
    askedBy: 'Pedido por',
    checkedThen: 'Entonces se comprueba otra vez: plan, permisos, congelaciones y bloqueos.',
    cancel: 'No iniciarlo',
    started: ({ time }) => `Empezó a las ${time}.`,
    cancelled: ({ by, time }) => `Cancelado por ${by} a las ${time}. No se ha hecho nada.`,
    askedAgain: ({ reason }) => `No ha empezado: ${reason} Mira la nueva pregunta.`,
    stopped: ({ reason }) => `No ha empezado: ${reason}`,
    notStarted: ({ title }) => `${title}: no ha empezado`,
    state: ({ time }) => `programada para ${time}`,
    ended: 'Este despliegue ya no está programado.',
  },
  promote: {
    fromWhere: ({ service, environment }) =>
      `No sé desde dónde promover ${service} a ${environment}. Di qué versión hay que desplegar allí.`,
    nothingLive: ({ service, environment }) =>
      `De ${service} no hay nada en servicio en ${environment}; no hay nada que promover.`,
    another: ({ environment, version, named }) =>
      `${environment} tiene ${version}, no ${named}, así que no promuevo ninguna. Di cuál hay que desplegar.`,
    exactly: ({ version, environment }) => `Es exactamente lo que está en servicio en ${environment}: ${version}.`,
    sameCommit: ({ version, environment }) =>
      `Es el commit que está en servicio en ${environment}: ${version}. No se puede saber si su imagen es la misma.`,
  },
  facts: {
    notLocked: ({ names }) => `${names}: ningún bloqueo que puedas ver.`,
    none: {
      schedules: 'No hay nada programado que puedas ver.',
      locks: 'No hay nada bloqueado que puedas ver.',
      freezes: 'No rige ni se acerca ninguna congelación.',
    },
    schedule: ({ task, title, time, by }) => `${task}: ${title} a las ${time}, pedido por ${by}`,
    lock: ({ service, environment, by, until }) =>
      `${service} en ${environment} está bloqueado por ${by} hasta ${until}.`,
    frozen: ({ name, until }) => `La congelación «${name}» rige hasta ${until}.`,
    coming: ({ name, time }) => `La congelación «${name}» empieza la próxima vez ${time}.`,
  },
  override: {
    how: ({ service, version, environment }) =>
      `Si no puede esperar, otra persona debe permitirlo: di «envía ${service} ${version} a ${environment} para aprobación porque …».`,
    insteadOfWaiting: ({ service, version, environment }) =>
      `Para no esperar, otra persona debe permitirlo: di «envía ${service} ${version} a ${environment} para aprobación porque …».`,
    sayWhy: 'Otra persona debe permitir que se pase por alto, y necesita saber por qué: añade «porque …».',
    asks: 'Una aprobación lo pasa por alto.',
  },
  check: {
    title: ({ service }) => `¿Se puede desplegar ${service}?`,
    yes: ({ environment }) => `${environment}: sí.`,
    no: ({ environment }) => `${environment}: no.`,
    yesAt: ({ environment, time }) => `${environment}: sí, el ${time}.`,
    noAt: ({ environment, time }) => `${environment}: no, no el ${time}.`,
    yesIfGreen: ({ environment }) => `${environment}: sí, si sus checks están en verde.`,
    yesIfGreenAt: ({ environment, time }) => `${environment}: sí, el ${time}, si sus checks están en verde.`,
    nothingAgainst: 'Ninguna congelación, ningún bloqueo ni orden lo impide.',
    nextYes: ({ time }) => `El próximo sí: ${time}.`,
    nextYesUnknown: 'Cuándo será que sí depende de lo que haga la gente.',
    yesUntil: ({ freeze, time }) => `La próxima congelación, «${freeze}», empieza el ${time}.`,
    running: ({ task }) => `${task} lo está cambiando ahora; el tuyo esperaría.`,
    asThingsAre: 'Los bloqueos y lo que está en servicio, como están ahora.',
  },
}
