import type { Texts } from '../texts.ts'

export const workflows: Texts['workflows'] = {
  ended: { done: 'hecho', failed: 'fallido', cancelled: 'cancelado', skipped: 'omitido', other: 'sin empezar' },
  moreUnderWay: ({ count }) => `… y ${count} más en curso.`,
  steps: 'Pasos',
  none: 'Aquí aún no hay flujos. docs/workflows.md muestra cómo escribir uno.',
  noneYours: 'No hay ningún flujo que puedas iniciar.',
  listTitle: 'Flujos',
  columns: { workflow: 'Flujo', does: 'Qué hace', ask: 'Pídelo así', last: 'Última ejecución' },
  neverRan: 'nunca',
  noRuns: ({ workflow }) => `${workflow} aún no se ha ejecutado.`,
  noRunsAtAll: 'Aún no se ha ejecutado ningún flujo.',
  canBeStarted: 'Flujos de tu equipo:',
  startAs: ({ workflow }) => `ejecuta el flujo ${workflow}`,
  problem: {
    noInput: ({ workflow, input, known }) => `${workflow} no tiene el dato ${input}; tiene ${known}.`,
    noInputs: ({ workflow, input }) => `${workflow} no tiene el dato ${input}, ni ningún otro.`,
    unknown: ({ workflow, known }) => `No hay ningún flujo «${workflow}». Hay: ${known}.`,
    noneThere: ({ workflow }) => `No hay ningún flujo «${workflow}», ni ningún otro.`,
    missing: ({ workflow, inputs, how }) => `${workflow} necesita ${inputs}. Di «${how}».`,
    notOneOf: ({ input, value, options }) => `${input} no puede ser «${value}»; es uno de ${options}.`,
    noNumber: ({ input, value }) => `${input} debe ser un número, no «${value}».`,
    notText: ({ input }: { input: string }) =>
      `${input} contiene un carácter que no es de ningún texto (NUL); dilo sin él.`,
    tooLong: ({ input, most }) => `${input} tiene más de ${most} caracteres.`,
    notYourRole: ({ workflow, roles }) => `${workflow} es solo para quienes tienen el rol ${roles}.`,
    alreadyRuns: ({ workflow, task }) =>
      `${task} ya está ejecutando ${workflow} con los mismos datos; no lo he iniciado dos veces.`,
    noLongerThere: ({ workflow }) => `El flujo ${workflow} ya no existe.`,
  },
  retry: {
    liveSince: ({ task, environment, version }: { task: string; environment: string; version: string }) =>
      `Desde que falló ${task}, ${version} está en vivo en ${environment}, así que sus trabajos no se repiten. Pide el despliegue.`,
    runAgain: ({ task, by }: { task: string; by: string }) =>
      `${by} ya repitió los trabajos fallidos de ${task}. Pregunta por ${by}.`,
    runsAgain: ({ task, url }: { task: string; url: string }) =>
      `Solo se repiten los trabajos fallidos de ${task}: ${url}`,
    failedJobs: 'Repetir trabajos fallidos',
    part: ({ part, task }) => `${part} es un paso de ${task}. Para seguir ahí: «repite ${task}»`,
    waitsForApproval: ({ task, roles }) =>
      `${task} no ha fallado: espera la aprobación de ${roles}. Di «estado de ${task}» para saber quién puede aprobar.`,
    notEnded: ({ task }) => `${task} aún no ha terminado, así que no hay nada que repetir.`,
    succeeded: ({ task }) => `${task} terminó bien, así que no hay nada que repetir.`,
    unknown: ({ task }) => `${task} no existe, o no puedes verla. Di «lista las tareas» para saber qué hay.`,
    continues: ({ task, done }) => `Continúa ${task}; no se repite: ${done}.`,
  },
  confirm: {
    several: 'Varios despliegues en una petición requieren confirmación, una sola vez.',
    declared: 'Un flujo necesita confirmación.',
    protected: 'Cambia un entorno protegido, así que necesita confirmación.',
  },
  changed: ({ workflow }) => `El flujo ${workflow} ha cambiado desde entonces.`,
  on: {
    approval: ({ step, count, role, until }) =>
      `${step}: espera la aprobación de ${count === 1 ? `una persona con el rol ${role}` : `${count} personas con el rol ${role}`}, hasta las ${until}.`,
    approvedBy: ({ names }) => `Por ahora lo aprueba ${names}.`,
    giveRole: ({ role }) =>
      `Dale a otra persona el rol ${role} en access.members de shipmate.yaml, o cancela la ejecución.`,
    until: ({ step, until }) => `${step}: espera hasta las ${until}.`,
    event: ({ step, event }) => `${step}: espera ${event}.`,
    task: ({ step, task, title }) => `${step}: ${task}, ${title}.`,
    running: ({ step, since }) => `${step}: desde las ${since}.`,
    usually: ({ time }) => `Suele tardar ${time}.`,
    again: ({ step, at }) => `${step} ha fallado; se intenta de nuevo a las ${at}.`,
    undoing: ({ step }) => `Deshaciendo ${step}.`,
  },
  due: {
    missedTitle: ({ workflow }) => `${workflow} no se inició a su hora`,
    missed: ({ time }) => `Tocaba a las ${time} y yo no estaba en marcha. No lo inicié tan tarde.`,
    stoppedTitle: ({ workflow }) => `${workflow} no se inició`,
    stopped: ({ time, reason }) => `Tocaba a las ${time}. ${reason}`,
    mayNot: ({ actor, rule }) => `${actor} no puede iniciarlo: ${rule}. Dale un rol en access.members.`,
    late: ({ because }) => `No pude iniciarlo a tiempo: ${because} No lo inicié tan tarde.`,
    noAnswer: 'algo que necesito para ello no respondió.',
    next: 'Próxima vez',
  },
  needsApproval: 'Añade antes un paso de aprobación para eso, o pide el despliegue mismo.',
  approve: 'Aprobar',
  reject: 'Rechazar',
  rejectFirst: {
    title: ({ step }) => `¿Rechazar ${step}?`,
    text: ({ task }) => `${task} termina aquí, y después ya nadie puede aprobarlo.`,
    no: 'Volver',
  },
  answer: {
    approved: 'Aprobado.',
    approvedMore: ({ missing }) =>
      `Aprobado; ${missing === 1 ? 'falta una aprobación más' : `faltan ${missing} aprobaciones más`}.`,
    rejected: 'Rechazado; la ejecución termina aquí.',
    over: 'Eso ya está decidido; nada ha cambiado.',
    own: 'Debe aprobarlo otra persona: lo iniciaste tú.',
    twice: 'Ya lo has aprobado.',
    notYourRole: ({ role }) => `Solo pueden responder quienes tienen el rol ${role}.`,
    nothingWaits: ({ task }) => `Nada de ${task} espera aprobación ahora.`,
    whichStep: ({ task, steps, one }) =>
      `Varios pasos de ${task} esperan aprobación: ${steps}. Di «aprueba ${task} ${one}».`,
  },
  rejectedBy: ({ by }) => `${by} lo ha rechazado.`,
  failedAt: ({ step }) => `Falló en: ${step}`,
  undone: ({ steps }) => `Deshecho: ${steps}.`,
  leftAsItWas: ({ steps }) => `No se deshizo, porque ya estaba activo antes de esta ejecución: ${steps}.`,
  notUndone: ({ step, reason }) => `${step} no se pudo deshacer: ${reason}`,
  nothingUndone: 'No hubo que deshacer ningún paso.',
  toRetry: ({ task }) => `Para seguir desde el paso que falló: «repite ${task}»`,
}
