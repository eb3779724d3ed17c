import type { Texts } from '../texts.ts'

export const codeHost: Texts['codeHost'] = {
  fields: { pullRequest: 'Pull Request', checks: 'Checks des Commits' },
  pullRequest: ({ number, title, author }) => `#${number} ${title} (von ${author})`,
  note: {
    draft: ({ number }) => `#${number} ist noch ein Entwurf.`,
    merged: ({ number }) => `#${number} wurde gemergt: Das ist der Merge-Commit.`,
    closed: ({ number }) => `#${number} wurde geschlossen, ohne gemergt zu werden.`,
  },
  checks: {
    green: ({ green, all }) => `${green} von ${all} Checks grün`,
    rest: ({ count, rest }) => `${count}: ${rest}`,
    red: ({ names, count }) => (count === 1 ? `${names} schlägt fehl` : `${names} schlagen fehl`),
    running: ({ names, count }) => (count === 1 ? `${names} läuft noch` : `${names} laufen noch`),
  },
  gate: {
    met: ({ green }) => (green === 1 ? 'Der verlangte Check ist grün.' : 'Die verlangten Checks sind grün.'),
    rule: ({ environment }) => `Auf ${environment} kommen nur Commits mit grünen Checks.`,
    stops: ({ environment, what }) => `Auf ${environment} kommen nur Commits mit grünen Checks: ${what}.`,
    missing: ({ names, count }) =>
      count === 1 ? `${names} lief für diesen Commit nicht` : `${names} liefen für diesen Commit nicht`,
    none: 'für diesen Commit lief kein Check',
    unknown: ({ environment, why }) =>
      `Auf ${environment} kommen nur Commits mit grünen Checks, und ich kann sie nicht lesen. ${why}`,
  },
  event: {
    repository: 'Im Repository',
    'pull-request.opened': ({ number, title, author }) => `#${number} von ${author} eröffnet: ${title}`,
    'pull-request.merged': ({ number, title, author }) => `#${number} von ${author} gemergt: ${title}`,
    'checks.green': ({ by, where }) => `${by}: alles grün für ${where}`,
    'checks.red': ({ by, where }) => `${by}: fehlgeschlagen für ${where}`,
    'release.published': ({ tag, author }) => `${tag} von ${author} veröffentlicht`,
    pushed: ({ branch, sha, author }) => `${author} hat ${sha} auf ${branch} gepusht`,
    silent: {
      source: ({ service }) =>
        `Das Repository von ${service} antwortet seit zehn Minuten nicht. Sag mir, wenn ich es dann deployen soll.`,
      host: ({ service }) =>
        `Der Host der Pull Requests und Checks von ${service} antwortet seit zehn Minuten nicht. Sag mir, wenn ich es dann deployen soll.`,
      cluster: ({ service }) =>
        `Das, was ${service} betreibt, antwortet seit zehn Minuten nicht. Sag mir, wenn ich es dann deployen soll.`,
      unknown: () => 'Ich kann es seit zehn Minuten nicht planen. Ein Operator findet die Ursache in meinem Log.',
    },
    noWorkflow: ({ workflow }) => `Es gibt keinen Workflow ${workflow}.`,
    unapproved: ({ step }) =>
      `Sein Schritt ${step} ändert eine geschützte Umgebung, bevor jemand zugestimmt hat. Davor fehlt eine Freigabe.`,
    several: ({ services }: { services: string }) =>
      `Es kann um ${services} gehen. Nenne einen davon unter services in der Datei des Workflows.`,
    isOption: ({ input, option }) =>
      `„${option}“ gebe ich keinem Workflow, denn ein Befehl hielte es für eine Option. Es war für ${input} gedacht.`,
    runs: ({ task, workflow }) => `${task} führt ${workflow} aus.`,
    notRun: ({ workflow, reason }) => `${workflow} wurde nicht gestartet: ${reason}`,
    started: ({ task, service }) => `${task} deployt ${service}.`,
    notStarted: ({ service, reason }) => `${service} wird nicht deployt: ${reason}`,
  },
  problem: {
    'not-found': ({ repository, host }) =>
      `${host} hat nichts dergleichen in ${repository}, oder mein Token darf es nicht sehen.`,
    'bad-token': ({ host }) =>
      `${host} nimmt mein Token nicht an: Es fehlt, ist abgelaufen oder wurde widerrufen. Wer den Bot betreibt, muss ein anderes setzen.`,
    forbidden: ({ repository, host }) =>
      `Mein Token darf das in ${repository} auf ${host} nicht lesen. Wer den Bot betreibt, muss ihm das Recht geben.`,
    'rate-limited': ({ host }) => `${host} lehnt Anfragen ab, weil es zu viele waren. Versuch es später noch einmal.`,
    'too-many': ({ host }) => `${host} hat für diesen Commit mehr Checks, als ich lese.`,
    unreadable: ({ host }) =>
      `Ich kann nicht lesen, was ${host} antwortet. Wer den Bot betreibt, muss nachsehen, was dazwischen steht.`,
    away: ({ host }) => `${host} antwortet nicht. Versuch es in einer Minute noch einmal.`,
    'no-host': ({ service }) =>
      `Ich weiß nicht, wo die Pull Requests von ${service} sind. Wer den Bot betreibt, muss codeHost dafür in shipmate.yaml setzen.`,
    noPullRequest: ({ number, repository, host }) =>
      `${repository} auf ${host} hat keinen Pull Request #${number}, oder mein Token darf ihn nicht sehen.`,
    otherRepository: ({ named, service, own }) =>
      `Das ist ein Pull Request von ${named}, und ${service} kommt aus ${own}. Was meinst du?`,
    otherService: ({ other, number }) => `Für ${other} sag „deploye #${number} von ${other}“.`,
    commitElsewhere: ({ number, repository, sha }) =>
      `Der neueste Commit von #${number}, ${sha}, ist nicht in ${repository}. Er kommt aus einem Fork: Bring seinen Branch nach ${repository}, um ihn zu deployen.`,
  },
}
