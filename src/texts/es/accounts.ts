import type { Texts } from '../texts.ts'

/** People's own accounts: the console, and who is who. */
export const accounts: Texts['accounts'] = {
  console: {
    title: 'Consola',
    open: 'Abrirla como tú',
    once: ({ minutes }) => `Solo para ti: sirve una vez, durante ${minutes} minutos.`,
    onlyHere: 'Se abre en la máquina en la que funciono.',
    notFromHere: 'Los enlaces a la consola se envían en Slack, en Discord y en el terminal.',
    notSent: 'No he podido enviarte el enlace a la consola. Escribe «consola» otra vez en un momento.',
  },
}
