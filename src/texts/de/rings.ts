import type { Texts } from '../texts.ts'

export const rings: Texts['rings'] = {
  title: ({ service, version, rings: names }) => `${service} ${version} auf Ring ${names} deployen`,
  confirmed: 'Ein Release, das auf Ringe geht, muss einmal bestätigt werden.',
  line: ({ ring, step }) => `${ring}: ${step}`,
  between: {
    label: 'Dazwischen',
    first: 'Davor',
    healthy: 'jeder Ring beginnt, wenn der davor mit dem Release gesund ist; der erste Fehler beendet es',
    bakes: ({ ring, minutes }) => `${ring} muss es ${minutes} lang gehabt haben`,
    waits: ({ ring }) => `${ring} muss mit dem Release gesund sein`,
    until: ({ ring, time }) => `${ring} muss das Release bis ${time} gehabt haben`,
    approval: ({ ring, count, role }) =>
      `${ring} braucht ${count} ${count === 1 ? 'Freigabe' : 'Freigaben'} von ${role}`,
  },
  stands: {
    whole: ({ ring }) => `Ring ${ring} hat das Release bekommen.`,
    none: ({ ring }) => `Ring ${ring} wurde nicht begonnen.`,
    part: ({ ring, has, lacks }) => `In Ring ${ring} hat ${has} das Release bekommen, ${lacks} nicht.`,
    failed: ({ ring, lacks }) => `Ring ${ring} hat das Release auf ${lacks} nicht bekommen.`,
  },
  another: ({ service, environment, version }) =>
    `${service} auf ${environment} läuft jetzt mit ${version}, nicht mehr mit dem Release für die Ringe.`,
  advisedBack: ({ service, environment, version }) =>
    `${service} ${version} auf ${environment} sollte zurückgerollt werden, nach dem, was Benutzer bekommen.`,
  next: ({ ring, version, before }) => `${version} ist in Ring ${before} live, und ${ring} ist der nächste Ring.`,
  problem: {
    alreadyLive: ({ service, version, rings: names }) => `${service} ${version} ist in Ring ${names} schon live.`,
    whichVersion:
      'Ringe können vorher verschiedene Releases gehabt haben. Sag, welche Version deployt werden soll, oder roll eine Umgebung zurück.',
    notThere: ({ service, ring }) => `${service} läuft in keiner Umgebung von Ring ${ring}.`,
    noRings: ({ service }) => `${service} läuft in keiner Umgebung eines Rings.`,
    healthUntold: ({ service, environment, why }) =>
      `Der Ring nach ${environment} würde nie beginnen, weil niemand sagen kann, ob ${service} dort gesund ist: ${why} Lass das Ziel seine Gesundheit melden (docs/rings.md), oder deploye in jede Umgebung einzeln.`,
    nothingLive: ({ service, ring }) =>
      `In Ring ${ring} ist nichts von ${service} überall live, also gibt es nichts zu übernehmen.`,
    uneven: ({ service, ring }) =>
      `Die Umgebungen von Ring ${ring} haben verschiedene Releases von ${service}. Sag, welche Version deployt werden soll.`,
    everywhere: ({ service, version }) => `${service} ${version} ist in jedem Ring live, also gibt es keinen nächsten.`,
    another: ({ ring, version, named }) =>
      `Ring ${ring} hat ${version}, nicht ${named}, also übernehme ich keines. Sag, welches deployt werden soll.`,
    oneOf: ({ ring, environments }) =>
      `${ring} ist ein Ring aus ${environments}, und das geht für eine Umgebung auf einmal.`,
  },
}
