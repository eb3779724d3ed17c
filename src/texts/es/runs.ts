import type { Texts } from '../texts.ts'

export const runs: Texts['runs'] = {
  steps: {
    scaling: 'escalando',
    queued: 'en cola',
    building: 'compilando',
    repairing: 'reparando',
    starting: 'arrancando',
    healthy: 'sano',
    canary: 'canary en marcha',
    switched: 'cambiado',
    draining: 'vaciando',
  },
  pace: {
    since: ({ time }) => `desde las ${time}`,
    usually: ({ time }) => `normalmente ${time}`,
    longer: ({ time }) => `más de lo normal (normalmente ${time})`,
    left: ({ time }) => `Quedan unos ${time}.`,
  },
  folded: {
    done: ({ count }) => (count === 1 ? '… y 1 paso hecho' : `… y ${count} pasos hechos`),
    active: ({ count }) => (count === 1 ? '… y 1 más en curso' : `… y ${count} más en curso`),
    failed: ({ count }) => (count === 1 ? '… y 1 más fallido' : `… y ${count} más fallidos`),
    pending: ({ count }) => (count === 1 ? '… y 1 paso por hacer' : `… y ${count} pasos por hacer`),
  },
  states: {
    queued: 'en cola',
    running: 'en marcha',
    succeeded: 'con éxito',
    failed: 'fallida',
    cancelled: 'cancelada',
  },
  askedBy: ({ task, by }) => `${task} · pedido por ${by}`,
  waitsFor: ({ task }) => `Espera a ${task}, que está cambiando el mismo entorno. Para detener esa: «cancela ${task}»`,
  lookingForCause: 'Ha fallado; busco la causa.',
  undone: 'Cancelado; se deshizo todo lo que había empezado.',
  resumed: ({ attempt, step }) => `Reanudado tras una interrupción: intento ${attempt} del paso «${step}».`,
  cancelling: 'Cancelando.',
  cancellingRestores: 'Cancelando; antes restauro la versión anterior.',
  workerGone: ({ worker }) =>
    `Espera: el worker ya no está y ningún otro toma pasos «${worker}». Sigue cuando se conecte uno.`,
  noWorker: ({ worker }) => `Espera: ningún worker toma pasos «${worker}». Empieza cuando se conecte uno.`,
  took: ({ task, time }) => `${task} · tardó ${time}`,
  causeFoundBy: ({ model }) => `causa encontrada por ${model}`,
  failed: ({ title }) => `${title}: ha fallado`,
  cancelled: ({ title }) => `${title}: cancelado`,
  inItsThread: 'En su hilo',
  serving: {
    untouched: 'No se tocó ningún servicio en marcha.',
    notTold: ({ environment }) => `No he podido preguntar qué corre en ${environment}.`,
    notSwitched: ({ environment }) => `En ${environment} no se cambió el tráfico.`,
    nothing: ({ environment, time }) => `En ${environment} a las ${time} no había nada en marcha.`,
    wentLive: ({ version, environment, time }) => `En ${environment} ${version} quedó en vivo a las ${time}.`,
    stopped: ({ version, environment, time }) => `En ${environment} se detuvo ${version} a propósito a las ${time}.`,
    running: ({ version, environment, time }) => `En ${environment} a las ${time} estaba en marcha ${version}.`,
    unhealthy: ({ version, environment, time, complaint }) =>
      `En ${environment} a las ${time} estaba en marcha ${version}, pero no estaba sana: ${complaint}`,
  },
  canary: {
    gets: ({ version, share }) => `${version} recibe ${share}.`,
    compared: 'Lo comparo cada minuto con la versión en vivo.',
    seenAtFirst: ({ reasons }) => `En su primer minuto: ${reasons}`,
    seenAfter: ({ minutes, reasons }) => `Después de ${minutes} min: ${reasons}`,
    toStop: ({ task }) => `Para detenerlo: «cancela ${task}»`,
    verdict: {
      passed: ({ when }) => `Canary superado ${when};`,
      inconclusive: ({ when }) => `Canary sin resultado claro ${when};`,
    },
    atFirst: 'en su primer minuto',
    after: ({ minutes }) => `después de ${minutes} min`,
    promoted: 'ya es para todos.',
    promoting: 'pasa a ser para todos.',
    promotingBy: ({ by, when }) => `Pasa a ser para todos: ${by} lo promovió a mano ${when}.`,
    promotedBy: ({ by, when }) => `${by} lo promovió a mano a todos ${when}.`,
  },
  superseded: {
    liveUntil: ({ time, version }) => `En vivo hasta las ${time}; la reemplazó ${version}.`,
    replaced: ({ version }) => `La ha reemplazado ${version}.`,
    deployedAgain: ({ time, task }) => `Se desplegó de nuevo a las ${time} (${task}).`,
  },
  health: {
    failing: ({ service, version, environment }) => `${service} ${version} está fallando en ${environment}`,
    wasFailing: ({ service, version, environment }) => `${service} ${version} estaba fallando en ${environment}`,
    toGoBack: ({ service, environment }) => `Para volver: «revierte ${service} en ${environment}»`,
    pressOrSay: ({ service, environment }) =>
      `Nada cambia hasta que confirmes. Pulsa el botón, o di «revierte ${service} en ${environment}», para ver el plan.`,
    rollBack: 'Revertir',
    rollBackTo: ({ version }) => `Revertir a ${version}`,
    healthyAfter: ({ minutes }) => `Sano después de ${minutes} min: no peor que la versión anterior.`,
    inconclusive: ({ minutes }) => `Sin resultado claro después de ${minutes} min; dejo de observarlo.`,
    inconclusiveYet: ({ minutes, time }) =>
      `Sin resultado claro después de ${minutes} min; próxima revisión a las ${time}.`,
    failingAfter: ({ minutes }) => `Fallando después de ${minutes} min.`,
    nothingToRollBack: ({ version }) =>
      `Después se desplegó ${version}, así que no hay nada que revertir. No se hizo nada.`,
    noLongerLive: 'Ya no está en vivo, así que no hay nada que revertir. No se hizo nada.',
  },

  stale: {
    askSomebody: 'Pídeselo a alguien que pueda, o solicita el permiso.',
    askAgain: 'Pídelo otra vez para ver el plan actual.',
    configuration: ({ service }) =>
      `La configuración de ${service} (compilación, arranque o comprobación de salud) ha cambiado desde la confirmación.`,
    place: ({ environment, now, before }) =>
      `${environment} ha cambiado desde la confirmación: ahora está desplegada ${now}, no ${before}.`,
    unapproved: {
      reason: ({ step }) => `${step} cambia un entorno protegido y nadie lo ha aprobado.`,
      nextStep: ({ task }) => `Di «repite ${task}» para que se haga; entonces lo confirmas tú.`,
    },
  },
  failure: {
    noReason: 'Ha fallado sin dar un motivo.',
    likelyCause: ({ cause }) => `Causa probable: ${cause}`,
    likelyOwner: 'Responsable probable',
    whatNext: 'Qué hacer ahora:',
    logHint: ({ task }) => `Para ver su registro, di «log de ${task}».`,
    endOfLog: 'El final del registro:',
  },
}
