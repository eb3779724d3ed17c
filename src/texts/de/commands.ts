import type { Texts } from '../texts.ts'

const service = 'Welcher Service'
const environment = 'Welche Umgebung'

export const commands: Texts['commands'] = {
  deploy: {
    does: 'Eine Version eines Service deployen',
    options: {
      service,
      environment,
      ref: 'Was deployt werden soll: Version, Tag, Branch oder Commit',
      strategy: 'Wie die neue Version übernimmt',
    },
  },
  rollback: {
    does: 'Einen Service auf eine frühere Version zurückrollen',
    options: { service, environment, ref: 'Auf welche Version; ohne Angabe auf die vorige' },
  },
  status: { does: 'Was wo deployt ist', options: { service, environment } },
  restart: { does: 'Einen Service neu starten', options: { service, environment } },
  scale: {
    does: 'Ändern, wie viele Instanzen eines Service laufen',
    options: { service, count: 'Wie viele Instanzen', environment },
  },
  logs: {
    does: 'Das Log von dem, was läuft',
    options: { service, environment, count: 'Wie viele Zeilen', words: 'Nur Zeilen mit diesen Wörtern' },
  },
}
