import type { Texts } from '../texts.ts'

export const codeHost: Texts['codeHost'] = {
  fields: { pullRequest: 'Solicitud de cambios', checks: 'Comprobaciones' },
  pullRequest: ({ number, title, author }) => `#${number} ${title} (de ${author})`,
  note: {
    draft: ({ number }) => `#${number} todavía es un borrador.`,
    merged: ({ number }) => `#${number} ya está fusionado: este es el commit con el que se fusionó.`,
    closed: ({ number }) => `#${number} se cerró sin fusionarse.`,
  },
  checks: {
    green: ({ green, all }) => `${green} de ${all} comprobaciones en verde`,
    rest: ({ count, rest }) => `${count}: ${rest}`,
    red: ({ names, count }) => (count === 1 ? `${names} falla` : `${names} fallan`),
    running: ({ names, count }) => (count === 1 ? `${names} sigue en marcha` : `${names} siguen en marcha`),
  },
  gate: {
    met: ({ green }) =>
      green === 1 ? 'La comprobación exigida está en verde.' : 'Las comprobaciones exigidas están en verde.',
    rule: ({ environment }) => `A ${environment} solo van commits con las comprobaciones en verde.`,
    stops: ({ environment, what }) => `A ${environment} solo van commits con las comprobaciones en verde: ${what}.`,
    missing: ({ names, count }) =>
      count === 1 ? `${names} no se ha ejecutado para este commit` : `${names} no se han ejecutado para este commit`,
    none: 'no se ha ejecutado ninguna comprobación para este commit',
    unknown: ({ environment, why }) =>
      `A ${environment} solo van commits con las comprobaciones en verde, y no puedo leerlas. ${why}`,
  },
  event: {
    repository: 'Repositorio',
    'pull-request.opened': ({ number, title, author }) => `#${number} abierta por ${author}: ${title}`,
    'pull-request.merged': ({ number, title, author }) => `#${number} de ${author} fusionada: ${title}`,
    'checks.green': ({ by, where }) => `${by}: todo en verde para ${where}`,
    'checks.red': ({ by, where }) => `${by}: ha fallado para ${where}`,
    'release.published': ({ tag, author }) => `${author} ha publicado ${tag}`,
    pushed: ({ branch, sha, author }) => `${author} ha subido ${sha} a ${branch}`,
    silent: {
      source: ({ service }) =>
        `El repositorio de ${service} no responde desde hace diez minutos. Pídeme el despliegue cuando responda.`,
      host: ({ service }) =>
        `El servidor de los pull requests y checks de ${service} no responde desde hace diez minutos. Pídeme el despliegue cuando responda.`,
      cluster: ({ service }) =>
        `Lo que ejecuta ${service} no responde desde hace diez minutos. Pídeme el despliegue cuando responda.`,
      unknown: () => 'No puedo planificarlo desde hace diez minutos. Un operador encontrará la causa en mi registro.',
    },
    noWorkflow: ({ workflow }) => `No hay ningún flujo de trabajo ${workflow}.`,
    unapproved: ({ step }) =>
      `Su paso ${step} cambia un entorno protegido antes de que alguien lo apruebe. Falta una aprobación antes.`,
    several: ({ services }: { services: string }) =>
      `Puede tratarse de ${services}. Nombra uno en services, en el archivo del flujo.`,
    isOption: ({ input, option }) =>
      `No paso «${option}» a ningún flujo de trabajo: un comando lo tomaría por una opción. Era para ${input}.`,
    runs: ({ task, workflow }) => `${task} ejecuta ${workflow}.`,
    notRun: ({ workflow, reason }) => `${workflow} no se ha iniciado: ${reason}`,
    started: ({ task, service }) => `${task} despliega ${service}.`,
    notStarted: ({ service, reason }) => `${service} no se despliega: ${reason}`,
  },
  problem: {
    'not-found': ({ repository, host }) => `${host} no tiene eso en ${repository}, o mi token no puede verlo.`,
    'bad-token': ({ host }) =>
      `${host} no acepta mi token: falta, ha caducado o fue revocado. Quien opera el bot debe poner otro.`,
    forbidden: ({ repository, host }) =>
      `Mi token no puede leer eso en ${repository} de ${host}. Quien opera el bot debe darle el permiso.`,
    'rate-limited': ({ host }) => `${host} rechaza peticiones porque hubo demasiadas. Inténtalo más tarde.`,
    'too-many': ({ host }) => `${host} tiene para este commit más comprobaciones de las que leo.`,
    unreadable: ({ host }) => `No puedo leer lo que responde ${host}. Quien opera el bot debe mirar qué hay en medio.`,
    away: ({ host }) => `${host} no responde. Inténtalo de nuevo en un minuto.`,
    'no-host': ({ service }) =>
      `No sé dónde están las solicitudes de cambios de ${service}. Quien opera el bot debe poner codeHost en shipmate.yaml.`,
    noPullRequest: ({ number, repository, host }) =>
      `${repository} en ${host} no tiene ninguna solicitud de cambios #${number}, o mi token no puede verla.`,
    otherRepository: ({ named, service, own }) =>
      `Eso es una solicitud de cambios de ${named}, y ${service} viene de ${own}. ¿Cuál quieres?`,
    otherService: ({ other, number }) => `Para ${other}, di «despliega #${number} de ${other}».`,
    commitElsewhere: ({ number, repository, sha }) =>
      `El commit más nuevo de #${number}, ${sha}, no está en ${repository}. Viene de un fork: sube su rama a ${repository} para desplegarlo.`,
  },
}
