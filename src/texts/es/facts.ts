import type { Texts } from '../texts.ts'

export const facts: Texts['facts'] = {
  place: ({ service, environment }) => `${service} en ${environment}`,
  noService: 'Aún no hay ningún servicio declarado. Añade uno en services: de shipmate.yaml.',
  unknownName: ({ name }) => `No conozco ningún servicio ni entorno «${name}».`,
  iKnow: {
    services: ({ names, count }) => (count === 1 ? `Conozco el servicio ${names}` : `Conozco los servicios ${names}`),
    environments: ({ names, count }) => (count === 1 ? `y el entorno ${names}.` : `y los entornos ${names}.`),
  },
  nothingRunsIn: ({ names }) => `En ${names} no hay nada en marcha.`,
  address: {
    unknown: ({ place }) => `No sé la dirección de ${place}.`,
    at: ({ place, url }) => `${place} está en ${url}.`,
    unhealthy: ({ place, url, complaint }) => `${place} está en ${url}, pero no está sano: ${complaint}`,
    stopped: ({ place, url }) => `${place} estaba en ${url}; se detuvo a propósito.`,
    nothingYet: ({ place, url }) => `${place} estará en ${url}; ahí aún no hay nada desplegado.`,
    healthy: ({ version }) => `${version}, sano.`,
    more: ({ count }) => `Y ${count} más; nombra un servicio o un entorno para verlos.`,
  },
  replicas: {
    at: ({ place, count }) => `${place}: ${count === 1 ? '1 instancia' : `${count} instancias`}.`,
    ready: ({ place, count, ready }) =>
      `${place}: ${ready} de ${count === 1 ? '1 instancia' : `${count} instancias`} en servicio.`,
    bounds: ({ by, min, max }) => `${by} permite de ${min} a ${max}.`,
    unknown: ({ place }) => `${place}: no hay nada desplegado allí, o nadie puede decir cuántas hay.`,
  },
  canary: {
    noneToPromote: 'No hay ningún canary que promover: hasta donde puedes ver, no hay ninguno en marcha.',
    none: 'Hasta donde puedes ver, no hay ningún canary en marcha.',
    noneToCancel: 'No hay ningún canary que detener: no ves ninguno en marcha.',
    cannotWait:
      'No puedo esperar a que se cumpla una condición. Un canary pasa por sí solo a ser para todos cuando acaba su tiempo y nada va en contra, o ahora a mano.',
    onlyToAll: 'Un canary conserva su parte hasta que se promueve, y solo a todos a la vez.',
    whichToCancel: 'Hay varios canarys en marcha. ¿Cuál quieres detener?',
    nameOneToCancel: ({ choices }) => `Hay varios canarys en marcha. Di cuál quieres detener:\n${choices}`,
    cannotTell: ({ names, task }) =>
      `No puedo avisar a ${names}: quién se entera de cómo termina ${task} quedó decidido cuando se pidió.`,
    shares: ({ version, percent, before }) =>
      `${version} recibe el ${percent} % de las peticiones; ${before} recibe el resto.`,
    shareOf: ({ version, percent }) =>
      `${version} recibe el ${percent} % de las peticiones; la versión en vivo recibe el resto.`,
    promoteOne: ({ service, environment }) => `promueve el canary de ${service} en ${environment}`,
    toPromote: ({ service, environment }) =>
      `Para darlo ya a todos: «promueve el canary de ${service} en ${environment}»`,
    whichToPromote: 'Hay varios canarys a prueba. ¿Cuál quieres promover a todos?',
    nameOne: ({ choices }) => `Hay varios canarys a prueba. Di cuál quieres promover a todos:\n${choices}`,
    noneOf: ({ version }) => `Hasta donde puedes ver, no hay ningún canary de ${version} en marcha.`,
    promoting: ({ service, environment }) =>
      `El canary de ${service} en ${environment} se promovió a mano; está pasando a ser para todos.`,
    cancelling: ({ service, environment }) => `El canary de ${service} en ${environment} se está cancelando.`,
    passed: ({ service, environment }) =>
      `El canary de ${service} en ${environment} ha pasado la prueba; está pasando a ser para todos.`,
    waiting: ({ service, environment }) =>
      `El canary de ${service} en ${environment} aún no recibe peticiones: su tarea está esperando.`,
    starting: ({ service, environment }) =>
      `El canary de ${service} en ${environment} aún no recibe peticiones: su tarea lo está arrancando.`,
    justStarted: ({ service, environment }) =>
      `El canary de ${service} en ${environment} acaba de empezar; lo miro cada minuto.`,
    stopping: ({ service, environment, reasons }) =>
      `El canary de ${service} en ${environment} se está deteniendo: ${reasons}`,
    onTrialAtFirst: ({ service, environment, said }) =>
      `En su primer minuto el canary de ${service} en ${environment} sigue a prueba: ${said}`,
    onTrialAfter: ({ minutes, service, environment, said }) =>
      `Después de ${minutes} min el canary de ${service} en ${environment} sigue a prueba: ${said}`,
    followsBy: ({ time }) =>
      `Antes de las ${time} pasa por sí solo a ser para todos, o se detiene si algo va en contra.`,
    followsWithin: ({ minutes }) =>
      `En ${minutes} min como mucho pasa por sí solo a ser para todos, o se detiene si algo va en contra.`,
    last: {
      promoted: ({ canary, task }) => `${canary} pasó a ser para todos (${task}).`,
      promotedAt: ({ canary, task, time }) => `${canary} pasó a ser para todos a las ${time} (${task}).`,
      cancelled: ({ canary, task }) => `${canary} se canceló (${task}).`,
      failed: ({ canary, task, reason }) => `${canary} falló (${task}): ${reason}`,
    },
    lastOne: ({ version, service, environment }) => `El último, ${version} de ${service} en ${environment},`,
    noReason: 'no dio ningún motivo.',
    toStart: ({ service, environment }) => `Para iniciar uno: «despliega ${service} en ${environment} con canary»`,
  },
  comparison: {
    inBothNone: ({ one, other }) => `Ningún servicio que puedas ver está a la vez en ${one} y en ${other}.`,
    moreServices: ({ count }) => `Y ${count} servicios más; nombra uno para compararlo.`,
    nothing: ({ environments }) => `en ${environments} aún no hay nada desplegado.`,
    onlyIn: ({ version, full, empty }) =>
      `${version} está desplegada en ${full}; en ${empty} aún no hay nada desplegado.`,
    same: ({ version, one, other }) => `${version} está desplegada tanto en ${one} como en ${other}.`,
    unrelated: ({ one, other }) => `${one} y ${other} son commits distintos, y no puedo decir cuál va por delante.`,
    differ: ({ one, other, missing }) => `${one} y ${other} son distintos: ${missing}.`,
    notIn: ({ commits, environment }) => `${commits} que no están en ${environment}`,
    behind: ({ behind, commits, ahead }) => `${behind} está ${commits} por detrás de ${ahead}.`,
    commits: ({ count }) => (count === 1 ? 'un commit' : `${count} commits`),
    commitsAtLeast: ({ count }) => `al menos ${count} commits`,
    notInYet: ({ environment, service }) => `Aún no están en ${environment}, de ${service}:`,
  },
  deployment: {
    notOne: ({ task }) => `${task} no es un despliegue, o no puedes verla.`,
    last: ({ sentence }) => `El último despliegue: ${sentence}`,
    askedToo: ({ who }) => `También lo pidió ${who}.`,
    approved: {
      deploy: ({ who, version, service, environment, time }) =>
        `${who} aprobó ${version} de ${service} en ${environment}, a las ${time}.`,
      rollback: ({ who, version, service, environment, time }) =>
        `${who} aprobó la reversión de ${service} en ${environment} a ${version}, a las ${time}.`,
    },
    notApproved: {
      deploy: ({ who, version, service, environment, time }) =>
        `Nadie tuvo que aprobar ${version} de ${service} en ${environment}: ${who} lo inició a las ${time}.`,
      rollback: ({ who, version, service, environment, time }) =>
        `Nadie tuvo que aprobar la reversión de ${service} en ${environment} a ${version}: ${who} la inició a las ${time}.`,
    },
    done: {
      deploy: ({ who, version, service, environment, time }) =>
        `${who} desplegó ${version} de ${service} en ${environment}, a las ${time}.`,
      rollback: ({ who, version, service, environment, time }) =>
        `${who} revirtió ${service} en ${environment} a ${version}, a las ${time}.`,
    },
    started: {
      deploy: ({ who, version, service, environment, time, end }) =>
        `${who} inició el despliegue de ${version} de ${service} en ${environment}, a las ${time}; ${end}.`,
      rollback: ({ who, version, service, environment, time, end }) =>
        `${who} inició la reversión de ${service} en ${environment} a ${version}, a las ${time}; ${end}.`,
    },
    ends: { failed: 'ha fallado', cancelled: 'se canceló', open: 'aún no ha terminado' },
    wentLive: ({ who, version, service, environment, time }) =>
      `${version} de ${service} quedó en vivo en ${environment} a las ${time}; ${who} lo desplegó.`,
    notLive: ({ version, service, environment, started }) =>
      `${version} de ${service} no quedó en vivo en ${environment}: ${started}`,
    noneOfVersion: ({ version, to }) => `Entre las tareas que puedes ver no hay ningún despliegue de ${version}${to}.`,
    none: ({ of, to }) => `Hasta donde puedes ver, aún no se ha desplegado nada${of}${to}.`,
    ofService: ({ service }) => ` de ${service}`,
    toEnvironment: ({ environment }) => ` en ${environment}`,
    noRollback: 'Entre las tareas que puedes ver no hay ninguna reversión así.',
  },
  duration: {
    work: {
      build: ({ service }) => `la compilación de ${service}`,
      deploy: ({ service, environment }) => `el despliegue de ${service} en ${environment}`,
      rollback: ({ service, environment }) => `la reversión de ${service} en ${environment}`,
    },
    workOf: {
      build: ({ version, service }) => `la compilación de ${version} de ${service}`,
      deploy: ({ version, service, environment }) => `el despliegue de ${version} de ${service} en ${environment}`,
      rollback: ({ version, service, environment }) => `la reversión de ${service} en ${environment} a ${version}`,
    },
    notRun: ({ task, work, state }) => `${task} no se ha ejecutado: ${work}, ${state}.`,
    took: ({ task, time, work, end }) => `${task} tardó ${time}: ${work}, ${end}.`,
    ends: { succeeded: 'con éxito', failed: 'sin éxito', cancelled: 'por cancelación' },
    soFar: ({ work, time, task }) => `Desde hace ${time} está en marcha ${work} (${task}).`,
    one: {
      succeeded: ({ work, time }) => `Esto tardó ${work}: ${time}.`,
      failed: ({ work, time }) => `Después de ${time} falló ${work}.`,
      cancelled: ({ work, time }) => `Después de ${time} se canceló ${work}.`,
    },
    last: {
      succeeded: ({ work, time }) => `La última vez, ${work} tardó ${time}.`,
      failed: ({ work, time }) => `La última vez, ${work} falló después de ${time}.`,
      cancelled: ({ work, time }) => `La última vez, ${work} se canceló después de ${time}.`,
    },
    withCanary: 'Eso incluye su canary.',
    usually: ({ work, time }) => `Normalmente ${work} tarda unos ${time}.`,
    onlyOne: 'Hasta ahora solo hubo uno.',
    range: ({ count, shortest, longest }) =>
      `El valor medio de las últimas ${count} veces: de ${shortest} a ${longest}.`,
    noneSucceeded: 'Hasta donde puedes ver, aún no ha habido ninguno con éxito, así que no puedo decirlo.',
  },
  risk: {
    noPlan:
      'Aquí no tienes ningún plan abierto, así que no hay nada que valorar. Pide el cambio: su tarjeta muestra el riesgo antes de que empiece nada.',
    nothingStarted: 'No se ha iniciado nada: espera tu respuesta.',
    go: 'Riesgo bajo: no sé de nada en contra.',
    canaryIsRight: 'Algo de riesgo, y un canary es lo adecuado: unos pocos usuarios lo reciben primero.',
    canaryIsBetter: 'Algo de riesgo: mejor con un canary, para que unos pocos usuarios lo reciban primero.',
    hold: 'En espera: mejor ahora no.',
    noRollback: 'No valoro las reversiones: no deben esperar por nada.',
    inPlaceOf: ({ title, before }) => `${title}, en lugar de ${before}.`,
    ofCancel: ({ task }) => `Cancelar ${task}: lo que está en marcha queda como está.`,
    ofLock: 'Un bloqueo no cambia nada de lo que está en marcha.',
    ofBuild: 'Una compilación no cambia nada de lo que está en marcha.',
    ofRepair: 'Una reparación afecta a un dispositivo cuyo servicio no está en orden; no valoro su riesgo.',
    ofRestart: 'Un reinicio no cambia la versión; no valoro su riesgo.',
    ofScale: 'Otro número de instancias no cambia la versión; no valoro su riesgo.',
    ofWorkflow: 'Un flujo no se juzga entero; cada despliegue que contiene sí, justo antes de empezar.',
    notJudged: 'No he valorado el riesgo de esto.',
  },
  places: {
    onlyEnvironment: ({ name }) => `Hay un entorno: ${name}.`,
    onlyService: ({ name }) => `Hay un servicio: ${name}.`,
    environments: ({ names }) => `Entornos: ${names}.`,
    services: ({ names }) => `Servicios: ${names}.`,
    andMore: ({ list, count }) => `${list} y ${count} más`,
    nothingYet: '(aún nada desplegado)',
  },
  holders: {
    withYou: 'Tú también puedes.',
    withoutYou: ({ rule }) => `Tú no: ${rule}.`,
  },
  versions: {
    newest: ({ service, version }) => `La versión más reciente de ${service} es ${version}.`,
    of: ({ line }) => `Versiones de ${line}`,
    moreServices: ({ count }) => `Y las de ${count} servicios más; nombra uno para verlas.`,
    toDeploy: ({ service, version, environment }) =>
      `Para desplegar una: «despliega ${service} ${version} en ${environment}»`,
    noneTagged: ({ service, version }) =>
      `${service}: ninguna tiene etiqueta; se puede desplegar una rama o un commit, como ${version}.`,
    liveIn: ({ version, environments }) => `${version} (en ${environments})`,
    andOlder: ({ list, count }) => `${list} y ${count} más antiguas`,
  },
}
