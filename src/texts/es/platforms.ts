import type { Texts } from '../texts.ts'

const eitherOf = (labels: readonly string[]): string => labels.map((label) => `«${label}»`).join(' o ')

export const platforms: Texts['platforms'] = {
  cards: {
    more: ({ count }) => `… y ${count} más`,
    rare: 'Más…',
    longerThanSlackShows: '… más de lo que Slack muestra en un mensaje.',
    notInMenu: ({ count }) => `${count} más no están en el menú: di el nombre.`,
    buttonsNotShown: ({ answers }) => `Los botones no se pueden mostrar. Mencióname y di ${answers}.`,
    menuNotShown: ({ answers }) => `El menú no se puede mostrar. Mencióname y di ${answers}.`,
    yesOrNo: '«sí» o «no»',
    anyOf: ({ labels }) => eitherOf(labels),
    fileLacksPermission: ({ name }) =>
      `No se pudo adjuntar ${name}: a la aplicación le falta el permiso files:write; añádelo e instala la aplicación de nuevo.`,
    fileRefused: ({ name }) => `No se pudo adjuntar ${name}: Slack no lo aceptó.`,
    chart: 'Gráfico',
  },
  notices: {
    notRecorded: {
      unavailable:
        'Mi base de datos no responde, así que tu mensaje aún no está registrado. Si no oyes nada en los próximos minutos, envíalo de nuevo, por favor.',
      busy: 'Estoy recibiendo demasiados mensajes a la vez, así que el tuyo no se registró. Envíalo de nuevo en un minuto, por favor.',
      contention: 'Ocurrieron demasiadas cosas a la vez, así que no se registró nada. Inténtalo de nuevo, por favor.',
      slow_inbox:
        'Mi base de datos va lenta, así que tu mensaje aún no está registrado. Lo intento de nuevo en cuanto Slack lo vuelva a enviar.',
      unexpected:
        'Algo ha fallado por mi parte, así que no se registró nada. Inténtalo de nuevo en un minuto, por favor.',
    },
    recordedNow: 'Ya está registrado; no hace falta que lo envíes de nuevo.',
    slow: 'Esto tarda más de lo normal. Si falla, te lo digo aquí.',
    cardDeleted: 'Registrado. La tarjeta se borró, así que publico el resultado aquí.',
    notInChannel:
      'No estoy en este canal, así que no pude responder aquí. Invítame con /invite o escríbeme directamente.',
    mayNotWrite:
      'No puedo escribir en este canal. Pide a quien lo gestiona que me deje verlo y enviar mensajes, o escríbeme directamente.',
    recording: 'Registrando tu petición. Si no sigue nada, pídelo de nuevo, por favor.',
    commandGone: 'Ese comando ya no existe. Usa /shipmate ask.',
    roleMentioned:
      'Has mencionado mi rol, así que Discord me ocultó tu mensaje. Mencióname a mí, la aplicación, por favor.',
    noWords: 'Solo puedo leer texto, y tu mensaje no tiene. Di lo que necesitas, por ejemplo «ayuda».',
    unknownShortcut:
      'No conozco este atajo. Mencióname o escríbeme directamente, y di lo que necesitas, por ejemplo «ayuda».',
    noPullRequest:
      'Este mensaje no tiene ningún enlace a una solicitud de cambios. Elige «Deploy this pull request» en uno que lo tenga.',
    nothingToDeploy: 'Aquí no hay nada que puedas desplegar. Pregúntame «¿qué puedo hacer?».',
    formNotOpened: 'Slack no abrió el formulario. Dime qué desplegar, y dónde.',
  },
  deployForm: {
    title: 'Desplegar',
    send: 'Pedirlo',
    close: 'Cancelar',
    service: 'Servicio',
    services: 'Los que puedes desplegar',
    environment: 'Entorno',
    environments: 'Aquellos en los que puedes desplegar',
    version: 'Versión',
    newest: 'El commit más reciente',
    where: 'Dónde responder',
    whereHint: 'Si queda vacío, te escribo directamente. Nada empieza antes de confirmarse como siempre.',
    chooseOne: 'Elige uno.',
    chooseChannel: 'Ahora no puedo escribirte directamente. Elige un canal.',
  },
  commands: {
    talk: 'Habla con Shipmate',
    ask: 'Pide lo que sea con tus propias palabras',
    askExample: 'Por ejemplo: ¿qué hay en staging?',
  },
}
