import type { Texts } from '../texts.ts'

export const undelivered: Texts['undelivered'] = {
  title: 'No pude responder donde preguntaste',
  answer: ({ asked, why }) =>
    `Mi respuesta a «${asked}» no se pudo publicar allí, porque ${why}; aquí está lo que dice.`,
  result: ({ asked, why }) =>
    `El resultado de «${asked}» no se pudo publicar allí, porque ${why}; te lo envío directamente.`,
  decision: ({ asked, why }) =>
    `Mi pregunta sobre «${asked}» no se pudo publicar allí, porque ${why}; aquí está lo que dice, y para seguir, pídemelo otra vez en esta conversación.`,
  place: 'Donde preguntaste',
  why: {
    'edit-refused': 'mi mensaje de allí ya no se puede cambiar',
    'channel-archived': 'el canal o el hilo está archivado',
    'channel-gone': 'el canal ya no existe o no tengo acceso',
    'not-in-channel': 'no estoy en el canal',
    'not-allowed': 'no puedo escribir allí',
    'failed-too-often': 'ha fallado durante un día entero',
    refused: 'la plataforma lo rechazó',
  },
}
