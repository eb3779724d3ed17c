import type { Texts } from '../texts.ts'

export const plans: Texts['plans'] = {
  title: {
    restart: ({ service, environment }) => `Reiniciar ${service} en ${environment}`,
    scale: ({ service, environment, count }) =>
      `Escalar ${service} en ${environment} a ${count === 1 ? '1 instancia' : `${count} instancias`}`,
    workflow: ({ name, values }) => (values === '' ? `Ejecutar ${name}` : `Ejecutar ${name} (${values})`),
    build: ({ service, version }) => `Compilar ${service} ${version}`,
    deploy: ({ service, version, environment }) => `Desplegar ${service} ${version} en ${environment}`,
    rollback: ({ service, version, environment }) => `Revertir ${service} en ${environment} a ${version}`,
    cancel: ({ task }) => `Cancelar ${task}`,
    promote: ({ service, version, environment }) =>
      `Promover a todos el canary de ${service} ${version} en ${environment}`,
    repair: ({ service, device }) => `Reparar ${service} en ${device}`,
    schedule: ({ service, version, environment, time }) =>
      `Programar ${service} ${version} en ${environment} para ${time}`,
    lock: ({ service, environment }) => `Bloquear ${service}${environment === undefined ? '' : ` en ${environment}`}`,
    unlock: ({ service, environment }) =>
      `Desbloquear ${service}${environment === undefined ? '' : ` en ${environment}`}`,
  },
  fields: {
    instances: 'Instancias',
    bounds: 'Límites',
    workflow: 'Flujo',
    service: 'Servicio',
    environment: 'Entorno',
    version: 'Versión',
    commit: 'Commit',
    strategy: 'Estrategia',
    when: 'Cuándo',
    lasts: 'Dura',
    task: 'Tarea',
    whatItDoes: 'Qué hace',
    reason: 'Motivo',
    shareNow: 'Parte actual',
    watched: 'A prueba',
    soFar: 'Visto hasta ahora',
    device: 'Dispositivo',
    ring: 'Anillo',
  },
  restarts: 'sustituye lo que corre por instancias nuevas de la misma versión',
  bounds: ({ by, min, max }) => `${by} permite de ${min} a ${max}`,
  nothing: 'nada',
  direction: { downgrade: ' (una versión anterior)', upgrade: ' (una versión posterior)' },
  canaryShare: ({ percent, minutes }) => `el ${percent} % de las peticiones durante ${minutes} min como máximo`,
  canaryThenAll: ({ share }) => `canary: ${share}; después, todas`,
  promotion: {
    shareNow: ({ percent }) => `el ${percent} % de las peticiones`,
    watched: ({ minutes, of }) => `${minutes} de ${of} min como máximo`,
    notSeenYet: 'nada aún: acaba de empezar',
  },
  done: {
    restart: ({ service, environment }) => `${service} se ha reiniciado en ${environment}`,
    scale: ({ service, environment, count }) =>
      `${service} tiene ${count === 1 ? '1 instancia' : `${count} instancias`} en ${environment}`,
    workflow: ({ name }) => `${name} ha terminado`,
    build: ({ service, version }) => `${service} ${version} está compilado`,
    deploy: ({ service, version, environment }) => `${service} ${version} está en vivo en ${environment}`,
    rollback: ({ service, version, environment }) => `${service} está revertido a ${version} en ${environment}`,
    repair: ({ service, version, device }) => `${service} ${version} está en orden en ${device}`,
  },
  doneOnce: {
    restart: ({ service, environment }) => `${service} se reinició en ${environment}`,
    scale: ({ service, environment, count }) => `${service} se escaló a ${count} en ${environment}`,
    workflow: ({ name }) => `${name} terminó`,
    build: ({ service, version }) => `${service} ${version} se compiló`,
    deploy: ({ service, version, environment }) => `${service} ${version} estuvo en vivo en ${environment}`,
    rollback: ({ service, version, environment }) => `${service} se revirtió a ${version} en ${environment}`,
    repair: ({ service, version, device }) => `${service} ${version} estaba en orden en ${device}`,
  },
  next: {
    build: ({ service, version }) => `Para desplegarlo: «despliega ${service} ${version} en …»`,
    deploy: ({ service, before, environment }) => `Para volver a ${before}: «revierte ${service} en ${environment}»`,
    rollback: ({ service, before, environment }) =>
      `Para avanzar de nuevo: «despliega ${service} ${before} en ${environment}»`,
  },
  alwaysConfirmed: {
    restart: 'Un reinicio siempre requiere confirmación.',
    scale: 'Cambiar el número de instancias siempre requiere confirmación.',
    build: 'Las compilaciones siempre requieren confirmación.',
    deploy: 'Los despliegues siempre requieren confirmación.',
    rollback: 'Las reversiones siempre requieren confirmación.',
    cancel: 'Cancelar siempre requiere confirmación.',
    promote: 'Promover un canary a mano siempre requiere confirmación.',
    repair: 'Reparar un dispositivo siempre requiere confirmación.',
    schedule: 'Programar siempre requiere confirmación.',
    lock: 'Bloquear siempre requiere confirmación.',
    unlock: 'Desbloquear siempre requiere confirmación.',
  },
  rule: {
    othersLock: 'Ese bloqueo es de otra persona. Se quita del todo y le digo por qué.',
    hold: 'Este despliegue está detenido; si confirmas, sigue adelante a pesar de ello.',
    notCertain: 'No estoy seguro de haberte entendido; por favor, confirma.',
    readBy: ({ model }) => `Interpretado por ${model}; por favor, confirma.`,
    environment: ({ environment }) => `Todo cambio en ${environment} requiere confirmación.`,
    notSaidJustNow: 'Eso no está en la petición misma; por favor, confirma.',
    saidMore: 'Has escrito más de lo que pude leer; por favor, confirma.',
    spokeOn: 'Mientras tanto has escrito más; por favor, confirma.',
    driftInWords: 'Corregir una desviación siempre requiere confirmación si se pide con palabras.',
    proposed: 'Lo propone un asistente, así que una persona debe confirmarlo.',
  },
  problem: {
    nothingToRestart: ({ service, environment }) =>
      `Nada de ${service} corre en ${environment}, así que no hay nada que reiniciar. Despliega una versión.`,
    nothingToScale: ({ service, environment }) =>
      `Nada de ${service} corre en ${environment}, o no se sabe cuántas instancias hay, así que no puedo cambiarlo.`,
    scaledAlready: ({ service, environment, count }) =>
      `${service} ya tiene ${count === 1 ? '1 instancia' : `${count} instancias`} en ${environment}.`,
    badCount: ({ most }) => `Escalo a ${most} instancias como máximo, y a números enteros. No se cambió nada.`,
    tooLateToStop: ({ task }) => `${task} ya lo ha hecho; no queda nada que cancelar.`,
    noPlace: ({ service, environment }) => `${service} no tiene el entorno ${environment}.`,
    noEarlierRelease: ({ service, environment }) => `${service} no ha tenido una versión anterior en ${environment}.`,
    alreadyLive: ({ service, version, environment }) => `${service} ${version} ya está en vivo en ${environment}.`,
    alreadyDeployed: ({ service, version, environment }) =>
      `En ${environment} ya está desplegado ${service} ${version}; no hay nada que revertir.`,
    alreadyDoing: ({ task }) => `${task} ya está haciendo exactamente eso; no lo he iniciado dos veces.`,
    unknownStrategy: ({ strategy }) =>
      `No conozco la estrategia ${strategy}. Puedo usar blue-green, rolling, recreate y canary.`,
    noCommits: ({ service }) => `El repositorio de ${service} aún no tiene commits.`,
    unknownRef: ({ service, ref }) => `${service} no tiene ninguna etiqueta, rama ni commit «${ref}».`,
    newestVersions: ({ versions }) => `Las versiones más recientes son ${versions}.`,
    withoutCanary: ({ strategy }) => `Añade «con ${strategy}» para desplegar sin canary.`,
    withoutCanaryThere: 'Pídelo otra vez sin estrategia.',
    notDeployed: ({ service, environment }) =>
      `${service} no está desplegado en ${environment}, así que no hay nada que revertir.`,
    onlyRelease: ({ service, version, environment }) =>
      `${service} solo ha tenido ${version} en ${environment}; no hay una versión anterior a la que volver.`,
    neverLive: ({ service, version, environment }) =>
      `${service} ${version} nunca ha estado en vivo en ${environment}, así que no sería una reversión. Para desplegarlo, di «despliega ${service} ${version} en ${environment}».`,
    unknownTask: ({ task }) =>
      `${task} no existe, o no puedes cancelarla. Di «muestra las tareas» para ver las que hay.`,
    tooLate: ({ task }) => `${task} ya ha cambiado a la nueva versión. Revierte si quieres la anterior.`,
    isCancelling: ({ task }) => `${task} ya se está cancelando. Su tarjeta muestra cómo avanza.`,
    hasEnded: ({ task }) => `${task} ya ha terminado.`,
    ringWaits: ({ service, version, ring, before }) =>
      `${ring} espera a ${before}: ${service} ${version} aún no se ha desplegado ahí.`,
    ringUnhealthy: ({ ring, before, why }) => `${ring} espera a ${before}, que no está sano: ${why}`,
    deviceBusy: ({ device, task }) =>
      `${task} está arreglando ${device} en este momento, y un dispositivo tiene un solo arreglo a la vez. Inténtalo de nuevo después.`,
    inOrder: ({ device, service }) => `${service} ya no se desvía en ${device}, así que no hay nada que reparar.`,
    noRepair: ({ device, service }) => `No sé qué repararía ${service} en ${device}; tiene que mirarlo una persona.`,
    promotion: {
      over: {
        succeeded: ({ task }) => `${task} ya ha terminado: su canary se promovió a todos.`,
        failed: ({ task, reason }) => `${task} ya ha terminado, y su canary no se promovió: ${reason}`,
        cancelled: ({ task }) => `${task} se canceló, y su canary con ella.`,
      },
      cancelling: ({ task }) => `${task} se está cancelando, así que su canary no se promueve.`,
      already: ({ task }) => `El canary de ${task} ya está pasando a ser para todos.`,
      condemned: ({ task, reasons }) => `El canary de ${task} se está deteniendo y no se puede promover: ${reasons}`,
      notOnTrial: ({ task }) => `${task} no tiene ahora ningún canary a prueba, así que no hay nada que promover.`,
    },
    endedAs: {
      succeeded: ({ task }) => `${task} ya ha terminado: con éxito.`,
      failed: ({ task }) => `${task} ya ha terminado: falló.`,
      cancelled: ({ task }) => `${task} ya ha terminado: se canceló.`,
    },
  },
  repair: {
    install: ({ version }) => `instalar ${version}`,
    update: ({ version }) => `actualizar a ${version}`,
    configure: ({ version }) => `volver a configurar ${version}`,
    restart: ({ version }) => `reiniciar ${version}`,
  },
  note: {
    restartStarts: ({ service, environment }) => `Ahora nada de ${service} corre en ${environment}; esto lo arranca.`,
    outsideOfBounds: ({ count, by, min, max }) => `${by} permite de ${min} a ${max} y volverá a cambiar ${count}.`,
    scaledByOthers: ({ by, min, max }) =>
      `${by} permite de ${min} a ${max} y puede cambiar el número en cualquier momento.`,
    scaledToNothing: 'Con 0 instancias no se atiende a nadie.',
    noCanaryYet: ({ service, environment, strategy }) =>
      `${service} aún no está desplegado en ${environment}, así que un canary no tendría con qué compararse; uso ${strategy}.`,
    onlyCanary: ({ version, task }) => `${version} es por ahora solo un canary. Para detenerlo: «cancela ${task}».`,
    starting: 'Empiezo.',
  },
}
