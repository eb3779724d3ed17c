import type { Texts } from '../texts.ts'

export const rings: Texts['rings'] = {
  title: ({ service, version, rings: names }) => `Desplegar ${service} ${version} en el anillo ${names}`,
  confirmed: 'Una versión que va por anillos se confirma una vez.',
  line: ({ ring, step }) => `${ring}: ${step}`,
  between: {
    label: 'Entre medias',
    first: 'Antes',
    healthy: 'cada anillo empieza cuando el anterior está sano con la versión; el primer fallo lo termina',
    bakes: ({ ring, minutes }) => `${ring} debe haberla tenido ${minutes}`,
    waits: ({ ring }) => `${ring} debe estar sano con la versión`,
    until: ({ ring, time }) => `${ring} debe haber tenido la versión hasta ${time}`,
    approval: ({ ring, count, role }) =>
      `${ring} necesita ${count} ${count === 1 ? 'aprobación' : 'aprobaciones'} de ${role}`,
  },
  stands: {
    whole: ({ ring }) => `El anillo ${ring} recibió la versión.`,
    none: ({ ring }) => `El anillo ${ring} no se empezó.`,
    part: ({ ring, has, lacks }) => `En el anillo ${ring}, ${has} recibió la versión y ${lacks} no.`,
    failed: ({ ring, lacks }) => `El anillo ${ring} no recibió la versión en ${lacks}.`,
  },
  another: ({ service, environment, version }) =>
    `${service} en ${environment} tiene ahora ${version}, y ya no la versión que va por los anillos.`,
  advisedBack: ({ service, environment, version }) =>
    `${service} ${version} en ${environment} debería revertirse, por lo que reciben sus usuarios.`,
  next: ({ ring, version, before }) =>
    `${version} es lo que está en vivo en el anillo ${before}, y ${ring} es el siguiente anillo.`,
  problem: {
    alreadyLive: ({ service, version, rings: names }) => `${service} ${version} ya está en vivo en el anillo ${names}.`,
    whichVersion:
      'Los anillos pueden haber tenido versiones distintas antes. Di qué versión desplegar, o revierte un entorno.',
    notThere: ({ service, ring }) => `${service} no está en ningún entorno del anillo ${ring}.`,
    noRings: ({ service }) => `${service} no está en ningún entorno de ningún anillo.`,
    healthUntold: ({ service, environment, why }) =>
      `El anillo posterior a ${environment} no empezaría nunca, porque nadie puede saber si ${service} está sano allí: ${why} Haz que su destino informe de su salud (docs/rings.md) o despliega en cada entorno por separado.`,
    nothingLive: ({ service, ring }) =>
      `Nada de ${service} está en vivo en todo el anillo ${ring}, así que no hay nada que promover.`,
    uneven: ({ service, ring }) =>
      `Los entornos del anillo ${ring} tienen versiones distintas de ${service}. Di qué versión desplegar.`,
    everywhere: ({ service, version }) =>
      `${service} ${version} está en vivo en todos los anillos, así que no hay siguiente.`,
    another: ({ ring, version, named }) =>
      `El anillo ${ring} tiene ${version}, no ${named}, así que no promuevo ninguna. Di cuál desplegar.`,
    oneOf: ({ ring, environments }) => `${ring} es un anillo de ${environments}, y eso se pide para un solo entorno.`,
  },
}
