import type { Texts } from '../texts.ts'

export const logs: Texts['logs'] = {
  title: ({ service, environment, count, filter }) =>
    `${service} en ${environment}: ${count === 1 ? 'la última línea' : `las últimas ${count} líneas`}${filter}`,
  filter: ({ words }) => ` con ${words}`,
  none: ({ service, environment, filter }) =>
    `No hay ninguna línea de ${service} en ${environment}${filter}. Di «estado de salud» para ver qué corre.`,
  readAt: ({ time }) => `leído a las ${time}`,
  olderLeftOut: 'faltan líneas más antiguas',
  withoutTimes: 'estas líneas no llevan hora, así que puede haber otras más antiguas',
  whichEnvironment: ({ service }) =>
    `${service} corre en varios entornos: di en cuál, como en «registros de ${service} en staging».`,
  follow: {
    following: ({ service, environment, filter }) => `Sigo el registro de ${service} en ${environment}${filter}`,
    followed: ({ service, environment, filter }) =>
      `El registro de ${service} en ${environment}${filter}, tal como lo seguí`,
    stop: 'Dejar de seguir',
    until: ({ time }) => `hasta las ${time}; di «stop» para terminar antes`,
    nothingYet: 'Todavía no se ha escrito nada.',
    notShown: 'Sus líneas ya no se muestran aquí.',
    /** How it ended, as a footnote. */
    ended: {
      time: 'seguido durante 2 min; pídelo otra vez para más',
      stopped: 'detenido',
      replaced: 'terminado, porque sigues otro registro',
      cut: 'me reiniciaron y no seguí el resto; pídelo otra vez para más',
      refused: 'ya no puedes leerlo',
      failed: 'el registro ya no se puede leer',
    },
    stopped: 'Ya no lo sigo.',
    over: 'Ese registro ya no lo sigo.',
    tooMany: ({ most }) => `Ya sigo ${most} registros, y no más a la vez. Pídelo otra vez en uno o dos minutos.`,
  },
}
