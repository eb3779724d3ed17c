import type { Texts } from '../texts.ts'

export const devices: Texts['devices'] = {
  noInventory:
    'No vigilo dispositivos: no hay ningún inventario configurado. Para los servicios, di «¿qué drift hay?».',
  haveDrifted: ({ service, ring, count }) =>
    count === 1
      ? `1 dispositivo de ${service} en ${ring} se ha desviado`
      : `${count} dispositivos de ${service} en ${ring} se han desviado`,
  needPeople: ({ service, ring, count }) =>
    count === 1
      ? `1 dispositivo de ${service} en ${ring} te necesita`
      : `${count} dispositivos de ${service} en ${ring} te necesitan`,
  inOrderAgain: ({ service, ring }) => `Los dispositivos de ${service} en ${ring} vuelven a estar en orden`,
  columns: {
    device: 'Dispositivo',
    service: 'Servicio',
    ring: 'Anillo',
    found: 'Encontrado',
    since: 'Desde',
    next: 'Qué pasa',
  },
  failureColumns: { lastSeen: 'Visto por última vez', fixes: 'Reparaciones en vano' },
  found: {
    missing: ({ expected }) => `sin instalar; se esperaba ${expected}`,
    version: ({ actual, expected }) => `${actual}; se esperaba ${expected}`,
    config: 'otra configuración',
    stopped: 'detenido',
    unhealthy: 'con fallos',
    silent: ({ since }) => `en silencio desde ${since}`,
    unclear: 'no dice si está en marcha',
    untold: ({ actual }) =>
      actual === '' ? 'nadie dice qué debe ejecutarse ahí' : `${actual}; nadie dice qué debe ejecutarse ahí`,
  },
  next: {
    inLine: 'es el siguiente',
    notDeployed: 'a cargo de una persona: Shipmate aún no ha desplegado ahí',
    fixing: ({ task }) => `en reparación: ${task}`,
    checking: ({ task }) => `reparado por ${task}; compruebo si aguanta`,
    failed: ({ task }) => `la reparación ${task} no ayudó`,
    backoff: ({ time }) => `la última reparación no aguantó; la próxima a las ${time}`,
    budget: ({ time }) => `las reparaciones de esta hora están agotadas; la próxima a las ${time}`,
    proposed: 'a petición tuya',
    escalated: {
      'unknown-kind': 'tiene que mirarlo una persona: no conozco ninguna reparación',
      policy: 'tiene que mirarlo una persona: así lo dice la política',
      'did-not-hold': 'tiene que mirarlo una persona: 2 reparaciones no aguantaron',
    },
    fixed: ({ time }) => `en orden desde las ${time}`,
    gone: ({ time }) => `ya no está en el inventario desde las ${time}`,
    replaced: ({ time }) => `se desvía de otra forma desde las ${time}`,
  },
  button: {
    install: ({ device }) => `Instalar en ${device}`,
    update: ({ device }) => `Actualizar ${device}`,
    configure: ({ device }) => `Configurar ${device}`,
    restart: ({ device }) => `Reiniciar en ${device}`,
  },
  howTheyAreFixed: 'Un botón pide la reparación en tu nombre; valen tus permisos.',
  more: ({ count }) => `Y ${count} más.`,
  failures: ({ count }) => (count === 1 ? '1 dispositivo ha fallado' : `${count} dispositivos han fallado`),
  noFailures: ({ count }) =>
    count === 1 ? 'El único dispositivo tiene lo que debe.' : `Los ${count} dispositivos tienen lo que deben.`,
  drifted: ({ count }) => (count === 1 ? '1 dispositivo se ha desviado' : `${count} dispositivos se han desviado`),
  noneDrifted: ({ count }) =>
    count === 1
      ? 'El único dispositivo no se ha desviado; comprobado ahora mismo.'
      : `Ninguno de ${count} dispositivos se ha desviado; comprobado ahora mismo.`,
  noDevices: 'Ahí no hay dispositivos que puedas ver.',
  unknownDevice: ({ device }) => `No conozco ningún dispositivo ${device}, o no puedes verlo.`,
  nothingToFix: ({ device }) => `Nada de ${device} que puedas corregir se ha desviado más de un minuto.`,
  whichService: ({ device }) => `¿Cuál de las desviaciones de ${device}?`,
  inventory: {
    silent: ({ seconds }) => `El inventario no ha respondido en ${seconds} s.`,
    unreachable: ({ why }) => `No se puede acceder al inventario: ${why}.`,
    refused: ({ status }) => `El inventario responde con ${status}.`,
    'too-large': ({ megabytes }) => `El inventario envía más de ${megabytes} MB, así que he dejado de leer.`,
    'too-many': ({ most }) => `El inventario nombra más de ${most} dispositivos, así que he dejado de leer.`,
    rubbish: ({ what }) => `El inventario responde con algo que no puedo leer: ${what}.`,
  },
  nothingLost: 'No se cambió nada; sigo mirando.',
}
