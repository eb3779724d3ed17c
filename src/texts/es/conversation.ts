import type { Texts } from '../texts.ts'

export const conversation: Texts['conversation'] = {
  hello:
    '¡Hola! Compilo, despliego y revierto. Di «ayuda» para ver lo que puedes pedir, o «qué versión está desplegada».',
  welcome: 'De nada.',
  thinking: 'Déjame pensar…',
  notAllowed: 'No permitido',
  assistantMayNotAnswer: 'Un asistente no puede confirmar, aprobar ni rechazar nada. Eso lo hace una persona.',
  proposalWaits: ({ title }) => `Propuesto: ${title}. Espera a que una persona lo confirme.`,
  proposalOpens: ({ name, title }) =>
    `${name} propone: ${title}. La pregunta está en este hilo; la responde una persona.`,
  noPlaceToPropose:
    'No se pudo preguntar a nadie, así que no se propuso nada. Pon en mcp.channel un canal en el que esté el bot; si ya está puesto, inténtalo de nuevo en un minuto.',
  fault: 'Algo ha fallado por mi parte; no se inició nada.',
  changed: {
    tooLate:
      'Has editado tu mensaje cuando ya había actuado según él, así que la edición no cambia nada. Para cambiar la petición, escríbela en un mensaje nuevo.',
    readAgain: 'Has editado tu mensaje, así que lo leo de nuevo.',
    closed: 'Has editado tu mensaje. Envíalo de nuevo para pedir lo nuevo.',
    unread:
      'Has editado tu mensaje antes de que lo leyera, así que no he hecho nada. Envíalo de nuevo para pedir lo nuevo.',
    deleted: 'El mensaje se borró, así que no se ha iniciado nada.',
  },
  inTheLog: ({ id }) => `En el registro: ${id}`,
  notCertain: 'No estoy seguro de haberte entendido.',
  readBy: ({ model }) => `Interpretado por ${model}.`,
  carriedOver: ({ values }) => `De mensajes anteriores: ${values}.`,
  besideRequest: ({ values }) => `Junto a la petición has nombrado: ${values}.`,
  slots: {
    service: 'servicio',
    environment: 'entorno',
    ref: 'versión',
    strategy: 'estrategia',
    task: 'tarea',
    metric: 'métrica',
    count: 'cantidad',
    state: 'estado',
    window: 'en los últimos',
    pr: 'solicitud de cambios',
    at: 'a las',
  },
  model: {
    unusable: 'Mi modelo de lenguaje no dio una respuesta útil, así que usé mis propias reglas.',
    unavailable: 'Mi modelo de lenguaje no responde, así que usé mis propias reglas.',
  },
  withdrawn: 'Retirado:',
  nothingStartedWithdrawn: 'No se inició nada. Retirado:',
  nothingStarted: 'No se inició nada.',
  sayOtherwise: 'No se inició nada. Dilo con otras palabras, por favor.',
  nothingWaits: 'Nada espera tu respuesta.',
  nothingWaitsHere: 'Aquí nada espera tu respuesta.',
  keepsRunning: ({ task }) => `${task} sigue en marcha; para detenerla, di «cancela ${task}».`,
  elsewhere: ({ asked }) => `En otro lugar se te preguntó: ${asked}. Responde donde se preguntó.`,
  somethingInPrivate: 'algo en un mensaje directo',
  help: {
    title: 'Lo que puedes pedirme',
    nothing: 'Nada todavía: aquí no tienes permisos.',
    changes: 'Para cambiar cosas:',
    askWhy:
      'También puedes preguntar por hechos:\n• ¿quién aprobó el último despliegue?\n• ¿cuánto tardó el último despliegue?\n• ¿qué versiones hay?\n• ¿por qué falló?\nOtras preguntas por el porqué solo las entiendo por ahora en inglés:\n• why did the last deployment fail?\n• is it safe to roll back?',
    versions:
      'Una versión es una etiqueta, una rama o un commit («v1.1.0», «main»); sin ella es el commit más reciente.',
    ownWords: 'Dilo con tus palabras; pregunto si falta algo, y antes de todo lo que sea difícil de deshacer.',
    notMine: 'Eso no lo hago.',
    noWords: 'Tu mensaje no tiene texto.',
    noConditions: ({ request }) => `No puedo esperar a una condición. Cuando se cumpla, di «${request}».`,
    whatICan: 'Lo que puedo hacer por ti:',
    sayHelp: 'Di «ayuda» para verlo todo.',
  },
}
