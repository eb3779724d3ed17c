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
  tokens: {
    name: 'Nombre',
    may: 'Puede',
    ends: 'Termina',
    used: 'Último uso',
    never: 'nunca',
    asYou: 'lo que tú puedes',
    approves: 'aprueba como tú',
    how: 'Escribe «revoca token» y su nombre para anular uno, o «crea un token» para uno nuevo.',
    none: 'No tienes tokens. Escribe «crea un token» para obtener uno.',
    notThere: ({ name }) => `No tienes ningún token válido ${name}. Escribe «mis tokens» para ver los tuyos.`,
    revoked: ({ name }) => `El token ${name} está revocado: ya no abre nada.`,
    onPage: 'La página «Tokens» de la consola crea uno.',
  },
  onlyPeople: 'Solo las personas tienen cuentas: un token no abre ninguna consola ni se vincula con nadie.',
  onlyProposes: 'Este token solo propone: los botones los pulsa una persona.',
  link: {
    sayThere: ({ minutes }) => `Escríbeme esto en un mensaje directo desde tu otra cuenta, en ${minutes} minutos:`,
    whatFor: 'Entonces ambas son una sola persona para aprobaciones y bloqueos. Cada una conserva sus permisos.',
    notSent: 'No he podido enviarte un código. Escribe «link» otra vez en un momento.',
    linked: ({ other }) =>
      `Esta cuenta y ${other} son ahora una sola persona: lo que una pide, la otra no puede aprobarlo. Cada una conserva sus permisos.`,
    noCode: 'Este código ya se usó o tiene más de diez minutos. Escribe «link» en la otra cuenta para obtener otro.',
    sameAccount: 'El código es de esta cuenta. Escríbelo desde la otra.',
    parted: 'Tus cuentas ya no están vinculadas. Para aprobaciones cuentan como una sola persona 24 horas más.',
    none: 'No has vinculado esta cuenta con ninguna otra.',
  },
}
