import type { Texts } from '../texts.ts'

export const drift: Texts['drift'] = {
  hasDrifted: ({ service, environment }) => `${service} en ${environment} se ha desviado`,
  hadDrifted: ({ service, environment }) => `${service} en ${environment} se había desviado`,
  howItIsFixed: 'El botón pide la corrección en tu nombre; valen tus permisos.',
  judgedBy: ({ task, model }) => `${task} · evaluado por ${model}`,
  redeploy: ({ version }) => `Desplegar de nuevo ${version}`,
  rollBackTo: ({ version }) => `Revertir a ${version}`,
  rollBackToPrevious: 'Revertir a la versión anterior',
  replaced: ({ time }) => `A las ${time} la reemplazó otra desviación.`,
  stoppedOnPurpose: ({ time }) => `Detenido a propósito a las ${time}.`,
  resolved: ({ time }) => `Resuelto a las ${time}.`,
  resolvedLive: ({ time, version }) => `Resuelto a las ${time}: ${version} está en vivo, como se espera.`,
  ended: ({ time }) => `Esta desviación terminó a las ${time}. No se hizo nada.`,
  noFix: {
    changing: ({ task, service, environment }) =>
      `${task} está cambiando ${service} en ${environment} ahora mismo. No se hizo nada.`,
    deployedSince: ({ service, environment }) =>
      `${service} en ${environment} se ha desplegado de nuevo desde entonces. No se hizo nada.`,
    forAPerson: ({ service, environment, drift, why }) =>
      `${service} en ${environment}: ${drift} ${why} No se hizo nada.`,
    notJudged: 'Todavía estoy viendo qué hacer; pregunta de nuevo en un momento.',
  },
  nothingToFix: 'Nada que puedas corregir se ha desviado. Di «¿qué drift hay?» para que lo mire.',
  whichOfThese: '¿Cuál de estas?',
  notMonitored: ({ device }) => `No vigilo desviaciones de ${device}, solo servicios en sus entornos.`,
  notMonitoredAsk: ({ device }) =>
    `No vigilo desviaciones de ${device}, solo servicios en sus entornos. Para esos, di «¿qué drift hay?».`,
  nothingDeployed: 'Ahí aún no hay nada desplegado, así que nada puede haberse desviado.',
  found: 'Desviación encontrada',
  counted: ({ count }) => (count === 1 ? '1 desviación' : `${count} desviaciones`),
  nothingDrifted: 'Nada se ha desviado',
  justSeen: 'Visto ahora mismo; si persiste, lo aviso en el hilo de su despliegue:',
  stopped: 'Detenido a propósito, así que no aviso a nadie:',
  columns: {
    service: 'Servicio',
    environment: 'Entorno',
    found: 'Encontrado',
    since: 'Desde',
    suggestedFix: 'Corrección sugerida',
  },
  needsPerson: 'necesita a una persona',
  cannotTell: 'su destino no puede decir qué está en marcha',
  at: ({ service, environment, what }) => `${service} en ${environment}: ${what}`,
  none: ({ places }) =>
    places === 1
      ? 'Sin desviación en el único lugar que puedes ver; comprobado ahora mismo.'
      : `Sin desviación en los ${places} lugares que puedes ver; comprobado ahora mismo.`,
}
