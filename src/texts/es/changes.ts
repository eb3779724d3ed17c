import type { Texts } from '../texts.ts'

export const changes: Texts['changes'] = {
  title: ({ change, title }) => `${change}: ${title}`,
  whoeverMay: 'quien pueda aprobar allí',
  needs: ({ count, by }) =>
    count === 1 ? `Necesita 1 aprobación de ${by}` : `Necesita ${count} aprobaciones de ${by}`,
  firstYou: ({ needs }) => `${needs} Les pregunto en cuanto hayas enviado el plan.`,
  needsApproval: ({ needs }) => `Otras personas deben aprobar esto: ${needs}`,
  submitted: 'Envías esto para aprobación.',
  canApprove: ({ names }) => `Pueden aprobar: ${names}.`,
  canApproveUntold: ({ names }) =>
    `No puedo escribir a ${names} uno por uno, porque la plataforma no dice quiénes son: díselo tú, por favor.`,
  tooFew: {
    nobody: 'Nadie puede aprobar esto: salvo quien lo pidió, nadie cumple lo que hace falta.',
    some: ({ names }) => `Muy pocas personas pueden aprobar esto: solo ${names}.`,
    glass: ({ names }) =>
      `En una emergencia, ${names} puede romper el cristal; el motivo llega de inmediato a las demás personas que pueden hacerlo.`,
    noGlass: 'Tampoco puede nadie romper el cristal. Da a alguien un rol que apruebe, en access: de shipmate.yaml.',
  },
  button: {
    submit: 'Enviar para aprobación',
    submitBecause: 'Enviar con motivo',
    approve: 'Aprobar',
    conditions: 'Aprobar con condiciones',
    reject: 'Rechazar',
    withdraw: 'Retirar',
    breakGlass: 'Romper el cristal',
    tick: ({ text }) => `Hecho: ${text}`,
    noReason: 'Sin motivo',
  },
  fields: { askedBy: 'Pedido por', reason: 'Motivo', expires: 'Caduca' },
  approvedBy: ({ by, time }) => `✓ Aprobado por ${by} a las ${time}.`,
  approvedEarly: ({ by, time }) => `✓ Aprobado por ${by} a las ${time}, antes de reunir los datos.`,
  lapsedBy: ({ by, reason }) => `✗ La aprobación de ${by} ya no cuenta: ${reason}`,
  lapsed: 'esa persona ya no puede aprobar esto.',
  condition: {
    ticked: ({ text }) => `☑ ${text}`,
    open: ({ text, by }) => `☐ ${text} (${by} lo marca antes de iniciar)`,
    gate: ({ text }) => `◷ ${text} (se mide cuando esté en servicio; si se incumple, restauro la versión anterior)`,
    kept: ({ text, sentence }) => `✓ ${text}. ${sentence}`,
    broken: ({ text, sentence }) => `✗ ${text}. ${sentence}`,
    unknown: ({ text, sentence }) => `? ${text}. ${sentence}`,
  },
  evidence: {
    gathering: 'Reuniendo lo que se sabe de esto …',
    commits: ({ count, authors }) => (count === 1 ? `1 commit de ${authors}` : `${count} commits de ${authors}`),
    diff: ({ files, added, removed, most }) =>
      `${files === 1 ? '1 archivo' : `${files} archivos`}, +${added} −${removed}: ${most}`,
    build: {
      passed: ({ task }) => `La compilación de este commit salió bien (${task})`,
      failed: ({ task }) => `La compilación de este commit falló (${task})`,
      running: ({ task }) => `La compilación de este commit está en marcha (${task})`,
      none: 'Este commit aún no se ha compilado',
    },
    test: {
      passed: ({ task, passed }) =>
        passed === undefined
          ? `Las pruebas de este commit salieron bien (${task})`
          : `${passed === 1 ? '1 prueba de este commit salió' : `${passed} pruebas de este commit salieron`} bien (${task})`,
      failed: ({ task }) => `Las pruebas de este commit fallaron (${task})`,
      running: ({ task }) => `Las pruebas de este commit están en marcha (${task})`,
      none: 'Ningún flujo ha probado este commit',
    },
    health: {
      healthy: 'Ahora está sano',
      unhealthy: ({ complaint }) => `Ahora no está sano: ${complaint}`,
      unknown: ({ complaint }) => `Estado desconocido: ${complaint}`,
      'nothing-deployed': 'Ahora no hay nada en marcha allí',
    },
    budget: ({ left }) => `Queda el ${left} del presupuesto de errores`,
    open: ({ names }) => `Pendiente allí: ${names}`,
    drift: ({ environment }) => `desviación en ${environment}`,
    nothingOpen: 'No hay nada más pendiente en este servicio',
  },
  outcome: {
    started: ({ task, time }) => `Iniciado como ${task} a las ${time}.`,
    done: ({ time }) => `Hecho a las ${time}.`,
    declined: ({ by, time }) => `✗ Rechazado por ${by} a las ${time}. No se hizo nada.`,
    declinedBecause: ({ by, time, reason }) => `✗ Rechazado por ${by} a las ${time}: ${reason}. No se hizo nada.`,
    withdrawn: ({ by, time }) => `Retirado por ${by} a las ${time}. No se hizo nada.`,
    expired: 'Caducó sin las aprobaciones necesarias. No se hizo nada; pídelo de nuevo si aún lo quieres.',
    voided: ({ reason }) => `${reason} No se hizo nada.`,
    brokeGlass: ({ by, reason }) =>
      `🔴 ${by} rompió el cristal: iniciado sin las aprobaciones necesarias. Motivo: ${reason}.`,
    askedAgain: ({ reason }) => `${reason} Pregunto de nuevo abajo.`,
  },
  again: {
    policy: 'Ahora hacen falta más aprobaciones. Las que ya se dieron siguen contando.',
  },
  direct: {
    link: 'A la solicitud',
    reminder: ({ change, title, time }) => `${change} aún espera tu aprobación: ${title}. Caduca a las ${time}.`,
    brokeGlass: ({ by, change, title, reason }) =>
      `🔴 ${by} rompió el cristal de ${change}: ${title}. Se inició sin las aprobaciones necesarias. Motivo: ${reason}.`,
  },
  answer: {
    recorded: ({ change, missing }) =>
      missing === 1
        ? `Anotado. A ${change} le falta 1 aprobación.`
        : `Anotado. A ${change} le faltan ${missing} aprobaciones.`,
    unticked: ({ change, count, by }) =>
      count === 1
        ? `Anotado. ${change} empieza en cuanto ${by} haya marcado 1 condición.`
        : `Anotado. ${change} empieza en cuanto ${by} haya marcado ${count} condiciones.`,
    started: ({ change, task }) => `${change} está aprobado y se inició como ${task}.`,
    done: ({ change }) => `${change} está aprobado y hecho.`,
    declined: ({ change }) => `${change} está rechazado. No se hizo nada.`,
    withdrawn: ({ change }) => `${change} está retirado. No se hizo nada.`,
    expired: ({ change }) => `${change} ha caducado y no se hizo nada. Pídelo de nuevo.`,
    moved: ({ reason }) => `${reason} Mira la tarjeta nueva.`,
    ownChange: 'Nadie aprueba ni rechaza su propio cambio. Puedes retirarlo.',
    brokeGlass: ({ change }) => `El cristal está roto: ${change} sigue adelante sin aprobación.`,
    noReason: ({ change }) => `Romper el cristal en ${change} requiere un motivo.`,
    othersCan: ({ change }) =>
      `Otras personas pueden aprobar ${change}, así que no puedes romper el cristal en tu propio cambio.`,
    approvedBefore: 'Ya lo has aprobado. Cada persona cuenta una vez.',
    tickedBefore: 'Esta condición ya está marcada.',
    notTheAsker: ({ asker }) => `Eso solo lo puede hacer ${asker}, que lo pidió.`,
    mayNotDecide: ({ change, needs }) => `No puedes decidir sobre ${change}. ${needs}`,
    mayNotBreakGlass: ({ change }) =>
      `No puedes romper el cristal de ${change}: hace falta allí el derecho change.break-glass.`,
    already: {
      started: ({ task, time }) => `Ya está aprobado: se inició como ${task} a las ${time}.`,
      declined: ({ by, time }) => `Ya lo rechazó ${by} a las ${time}.`,
      withdrawn: ({ by, time }) => `Ya lo retiró ${by} a las ${time}.`,
      expired: ({ time }) => `Caducó a las ${time} y no se hizo nada. Pídelo de nuevo.`,
    },
    notRecorded: 'No se anotó nada; responde de nuevo entonces.',
    outOfDate: ({ reason }) => `${reason} Esta tarjeta está anticuada; mira la más reciente.`,
    unknown: ({ change }) => `No conozco ninguna solicitud ${change}.`,
    sayExactly: ({ change }) =>
      `Solo acepto una aprobación palabra por palabra. Pulsa su botón o di «aprueba ${change}».`,
  },
  form: {
    submit: '¿Por qué hace falta? Dime el motivo en este hilo y lo envío con él.',
    window: {
      title: {
        submit: 'Enviar con motivo',
        conditions: 'Aprobar con condiciones',
        reject: 'Rechazar',
        breakGlass: 'Romper el cristal',
      },
      note: {
        submit: 'Quienes deben aprobarlo ven el motivo.',
        conditions: ({ change, isMeasured }) =>
          isMeasured
            ? `Apruebas ${change}. Una condición con una métrica, un límite y un tiempo se mide cuando la versión esté en servicio; cualquier otra se marca antes del inicio.`
            : `Apruebas ${change}. Quien lo pidió marca la condición antes del inicio.`,
        reject: ({ change }) => `Rechazar ${change} lo termina. Quien lo pidió ve el motivo.`,
        breakGlass: ({ change }) =>
          `${change} se inicia de inmediato, sin las aprobaciones que necesita. Se avisa enseguida, con tu motivo, a los demás que pueden romper el cristal.`,
      },
      label: {
        submit: '¿Por qué hace falta?',
        conditions: '¿Con qué condición?',
        reject: '¿Por qué? (puede quedar vacío)',
        breakGlass: '¿Por qué debe iniciarse sin aprobación?',
      },
      hint: 'Por ejemplo: la tasa de errores sigue bajo el 1 % durante 10 minutos',
      send: { submit: 'Enviar', conditions: 'Aprobar', reject: 'Rechazar', breakGlass: 'Romper el cristal' },
      close: 'Cancelar',
      problem: {
        empty: 'Escríbelo con palabras, por favor; no se ha registrado nada.',
        'too-long': 'Como mucho 1.000 caracteres, por favor; no se ha registrado nada.',
      },
    },
    reject: ({ change }) => `¿Por qué rechazas ${change}? Dime el motivo en este hilo.`,
    conditions: ({ change, isMeasured }) =>
      `¿Con qué condición apruebas ${change}? Dímela en este hilo. ${isMeasured ? 'Una con una métrica, un límite y un tiempo se mide cuando la versión esté en servicio.' : 'Quien lo pidió la marca antes del inicio.'}`,
    breakGlass: ({ change }) =>
      `¿Por qué debe iniciarse ${change} sin aprobación? Dime el motivo en este hilo; lo muestro una vez más antes de que algo empiece.`,
    confirmGlass: ({ change, reason }) => `¿Iniciar ${change} sin las aprobaciones que necesita? El motivo: ${reason}.`,
    toldOfGlass: ({ names }) => `Se lo digo de inmediato a ${names}.`,
    nobodyTold: 'No hay nadie a quien pueda decírselo directamente.',
    notToldOfGlass: ({ names }) => `No puedo decírselo directamente a ${names}: por favor, díselo tú.`,
  },
  list: {
    title: 'Solicitudes de cambio',
    none: 'Ninguna solicitud de cambio espera.',
    noneSuch: 'No hay ninguna solicitud así.',
    columns: { change: 'Solicitud', what: 'Qué', state: 'Estado', asked: 'Pedido', by: 'Por' },
    states: {
      pending: 'espera aprobación',
      started: 'iniciado',
      declined: 'rechazado',
      withdrawn: 'retirado',
      expired: 'caducado',
      voided: 'sin efecto',
    },
    brokeGlass: '🔴 iniciado sin aprobación',
  },
  access: {
    needed: ({ place, why, names }) => `${place}: ${why} Pueden aprobar: ${names}.`,
    nobody: 'nadie',
    none: ({ place }) => `${place}: ninguna regla pide aprobación; confirma quien lo pide.`,
    when: {
      touches: ({ paths }) => `cuando cambia ${paths}`,
      strategies: ({ names }) => `con ${names}`,
      risk: ({ verdicts }) => `cuando el riesgo se valora así: ${verdicts}`,
      hours: ({ from, to, zone }) => `de ${from} a ${to} (${zone})`,
      weekdays: ({ days, zone }) => `los ${days} (${zone})`,
    },
  },
  gate: {
    metric: {
      error_rate: 'Tasa de errores',
      latency: 'El 95 % de las respuestas tardó como mucho',
      traffic: 'Peticiones por minuto',
    },
    measured: ({ metric, value, minutes }) => `${metric} ${value} tras ${minutes} min`,
    tooFew: 'Llegaron muy pocas peticiones para saberlo',
    notMeasured: 'Nada lo midió',
    overtaken: 'Ahora hay otra versión en servicio allí',
    notLive: 'No llegó a ponerse en servicio',
    restores: ({ version, task }) => `Restauro ${version} (${task}).`,
    waits: ({ version }) => `${version} aún no se ha revertido; restauro la versión anterior en cuanto sea posible.`,
    brokenTitle: ({ change }) => `Se incumple una condición de ${change}`,
  },
  stale: {
    reason: ({ change }) => `Las aprobaciones de ${change} ya no cuentan.`,
    nextStep: 'Vuelve a pedir el cambio.',
  },
  run: {
    brokeGlass: ({ reason }) => `🔴 Iniciado sin aprobación: ${reason}`,
    restores: ({ change }) => `Se incumple una condición de ${change}, así que restauro la versión anterior.`,
  },
  history: { brokeGlass: '🔴 sin aprobación' },
}
