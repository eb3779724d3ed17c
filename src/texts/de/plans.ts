import type { Texts } from '../texts.ts'

export const plans: Texts['plans'] = {
  title: {
    restart: ({ service, environment }) => `${service} auf ${environment} neu starten`,
    scale: ({ service, environment, count }) =>
      `${service} auf ${environment} auf ${count === 1 ? '1 Instanz' : `${count} Instanzen`} skalieren`,
    workflow: ({ name, values }) => (values === '' ? `${name} ausführen` : `${name} ausführen (${values})`),
    build: ({ service, version }) => `${service} ${version} bauen`,
    deploy: ({ service, version, environment }) => `${service} ${version} nach ${environment} deployen`,
    rollback: ({ service, version, environment }) => `${service} auf ${environment} auf ${version} zurückrollen`,
    cancel: ({ task }) => `${task} abbrechen`,
    promote: ({ service, version, environment }) =>
      `${service} ${version} (Canary in ${environment}) für alle freigeben`,
    repair: ({ service, device }) => `${service} auf ${device} reparieren`,
    schedule: ({ service, version, environment, time }) =>
      `${service} ${version} auf ${environment} für ${time} planen`,
    lock: ({ service, environment }) => `${service}${environment === undefined ? '' : ` auf ${environment}`} sperren`,
    unlock: ({ service, environment }) =>
      `${service}${environment === undefined ? '' : ` auf ${environment}`} entsperren`,
  },
  fields: {
    instances: 'Instanzen',
    bounds: 'Grenzen',
    workflow: 'Workflow',
    service: 'Service',
    environment: 'Umgebung',
    version: 'Version',
    commit: 'Commit',
    strategy: 'Strategie',
    when: 'Wann',
    lasts: 'Dauert',
    task: 'Task',
    whatItDoes: 'Was er tut',
    reason: 'Grund',
    shareNow: 'Anteil jetzt',
    watched: 'Auf Probe',
    soFar: 'Bisher gesehen',
    device: 'Gerät',
    ring: 'Ring',
  },
  restarts: 'ersetzt, was läuft, durch neue Instanzen desselben Release',
  bounds: ({ by, min, max }) => `${by} erlaubt ${min} bis ${max}`,
  nothing: 'nichts',
  direction: { downgrade: ' (ein Downgrade)', upgrade: ' (ein Upgrade)' },
  canaryShare: ({ percent, minutes }) => `${percent} % der Anfragen für bis zu ${minutes} min`,
  canaryThenAll: ({ share }) => `Canary: ${share}, dann alle`,
  promotion: {
    shareNow: ({ percent }) => `${percent} % der Anfragen`,
    watched: ({ minutes, of }) => `${minutes} von höchstens ${of} min`,
    notSeenYet: 'noch nichts: Er hat gerade angefangen',
  },
  done: {
    restart: ({ service, environment }) => `${service} ist auf ${environment} neu gestartet`,
    scale: ({ service, environment, count }) =>
      `${service} hat auf ${environment} ${count === 1 ? '1 Instanz' : `${count} Instanzen`}`,
    workflow: ({ name }) => `${name} ist fertig`,
    build: ({ service, version }) => `${service} ${version} ist gebaut`,
    deploy: ({ service, version, environment }) => `${service} ${version} ist auf ${environment} live`,
    rollback: ({ service, version, environment }) => `${service} ist auf ${environment} auf ${version} zurückgerollt`,
    repair: ({ service, version, device }) => `${service} ${version} ist auf ${device} in Ordnung`,
  },
  doneOnce: {
    restart: ({ service, environment }) => `${service} wurde auf ${environment} neu gestartet`,
    scale: ({ service, environment, count }) => `${service} wurde auf ${environment} auf ${count} skaliert`,
    workflow: ({ name }) => `${name} war fertig`,
    build: ({ service, version }) => `${service} ${version} wurde gebaut`,
    deploy: ({ service, version, environment }) => `${service} ${version} war auf ${environment} live`,
    rollback: ({ service, version, environment }) => `${service} wurde auf ${environment} auf ${version} zurückgerollt`,
    repair: ({ service, version, device }) => `${service} ${version} war auf ${device} in Ordnung`,
  },
  next: {
    build: ({ service, version }) => `Zum Deployen: „deploye ${service} ${version} nach …“`,
    deploy: ({ service, before, environment }) => `Zurück auf ${before}: „rolle ${service} auf ${environment} zurück“`,
    rollback: ({ service, before, environment }) =>
      `Wieder vorwärts: „deploye ${service} ${before} nach ${environment}“`,
  },
  alwaysConfirmed: {
    restart: 'Ein Neustart muss immer bestätigt werden.',
    scale: 'Eine andere Zahl von Instanzen muss immer bestätigt werden.',
    build: 'Builds müssen immer bestätigt werden.',
    deploy: 'Deployments müssen immer bestätigt werden.',
    rollback: 'Rollbacks müssen immer bestätigt werden.',
    cancel: 'Ein Abbruch muss immer bestätigt werden.',
    promote: 'Einen Canary von Hand freizugeben muss immer bestätigt werden.',
    repair: 'Die Reparatur eines Geräts muss immer bestätigt werden.',
    schedule: 'Planen muss immer bestätigt werden.',
    lock: 'Eine Sperre muss immer bestätigt werden.',
    unlock: 'Entsperren muss immer bestätigt werden.',
  },
  rule: {
    othersLock: 'Das ist die Sperre von jemand anderem. Sie wird ganz aufgehoben, und ich sage dieser Person, warum.',
    hold: 'Dieses Deployment ist angehalten; mit der Bestätigung setzt du dich darüber hinweg.',
    notCertain: 'Ich bin nicht sicher, ob ich dich verstanden habe; bitte bestätige.',
    readBy: ({ model }) => `Gelesen von ${model}; bitte bestätige.`,
    environment: ({ environment }) => `Jede Änderung an ${environment} muss bestätigt werden.`,
    notSaidJustNow: 'Das steht nicht in der Anweisung selbst; bitte bestätige.',
    saidMore: 'Du hast mehr geschrieben, als ich lesen konnte; bitte bestätige.',
    spokeOn: 'Du hast inzwischen mehr geschrieben; bitte bestätige.',
    driftInWords: 'Drift zu beheben muss immer bestätigt werden, wenn es in Worten verlangt wird.',
    proposed: 'Das schlägt ein Assistent vor, darum muss ein Mensch es bestätigen.',
  },
  problem: {
    nothingToRestart: ({ service, environment }) =>
      `Von ${service} läuft auf ${environment} nichts, das sich neu starten ließe. Deploye stattdessen eine Version.`,
    nothingToScale: ({ service, environment }) =>
      `Von ${service} läuft auf ${environment} nichts, oder die Zahl der Instanzen ist nicht zu erfahren; ich kann sie nicht ändern.`,
    scaledAlready: ({ service, environment, count }) =>
      `${service} hat auf ${environment} schon ${count === 1 ? '1 Instanz' : `${count} Instanzen`}.`,
    badCount: ({ most }) => `Ich skaliere auf höchstens ${most} Instanzen und auf ganze Zahlen. Nichts wurde geändert.`,
    tooLateToStop: ({ task }) => `${task} hat das schon getan; es gibt nichts mehr abzubrechen.`,
    noPlace: ({ service, environment }) => `${service} hat keine Umgebung ${environment}.`,
    noEarlierRelease: ({ service, environment }) => `${service} hatte auf ${environment} noch kein früheres Release.`,
    alreadyLive: ({ service, version, environment }) => `${service} ${version} ist auf ${environment} schon live.`,
    alreadyDeployed: ({ service, version, environment }) =>
      `Auf ${environment} ist ${service} ${version} schon deployt; es gibt nichts zurückzurollen.`,
    alreadyDoing: ({ task }) => `${task} macht genau das schon; ich habe es nicht doppelt gestartet.`,
    unknownStrategy: ({ strategy }) =>
      `Die Strategie ${strategy} kenne ich nicht. Ich kann blue-green, rolling, recreate und canary.`,
    noCommits: ({ service }) => `Das Repository von ${service} hat noch keine Commits.`,
    unknownRef: ({ service, ref }) => `${service} hat keinen Tag, Branch oder Commit „${ref}“.`,
    newestVersions: ({ versions }) => `Die neuesten Versionen sind ${versions}.`,
    withoutCanary: ({ strategy }) => `Ergänze „mit ${strategy}“, um ohne Canary zu deployen.`,
    withoutCanaryThere: 'Frag noch einmal ohne Strategie.',
    notDeployed: ({ service, environment }) =>
      `${service} ist auf ${environment} nicht deployt, es gibt also nichts zurückzurollen.`,
    onlyRelease: ({ service, version, environment }) =>
      `${service} lief auf ${environment} bisher nur in ${version}; es gibt kein früheres Release.`,
    neverLive: ({ service, version, environment }) =>
      `${service} ${version} war auf ${environment} nie live, das wäre also kein Rollback. Zum Deployen sag „deploye ${service} ${version} nach ${environment}“.`,
    unknownTask: ({ task }) =>
      `${task} gibt es nicht, oder du darfst ihn nicht abbrechen. Sag „zeig die Tasks“, um zu sehen, was es gibt.`,
    tooLate: ({ task }) =>
      `${task} hat schon auf das neue Release umgeschaltet. Mach ein Rollback, wenn du das alte willst.`,
    isCancelling: ({ task }) => `${task} wird schon abgebrochen. Seine Karte zeigt, wie weit das ist.`,
    hasEnded: ({ task }) => `${task} ist schon zu Ende.`,
    ringWaits: ({ service, version, ring, before }) =>
      `${ring} wartet auf ${before}: ${service} ${version} ist dort noch nicht deployt.`,
    ringUnhealthy: ({ ring, before, why }) => `${ring} wartet auf ${before}; dort ist nicht alles gesund: ${why}`,
    deviceBusy: ({ device, task }) =>
      `${task} behebt gerade etwas auf ${device}, und ein Gerät hat nur eine Reparatur zugleich. Versuch es danach noch einmal.`,
    inOrder: ({ device, service }) =>
      `${service} weicht auf ${device} nicht mehr ab, also gibt es nichts zu reparieren.`,
    noRepair: ({ device, service }) =>
      `Ich weiß nicht, was ${service} auf ${device} repariert; ein Mensch muss nachsehen.`,
    promotion: {
      over: {
        succeeded: ({ task }) => `${task} ist schon zu Ende: Sein Canary wurde für alle freigegeben.`,
        failed: ({ task, reason }) => `${task} ist schon zu Ende, und sein Canary wurde nicht freigegeben: ${reason}`,
        cancelled: ({ task }) => `${task} wurde abgebrochen, und sein Canary mit ihm.`,
      },
      cancelling: ({ task }) => `${task} wird gerade abgebrochen, darum wird sein Canary nicht freigegeben.`,
      already: ({ task }) => `Der Canary von ${task} wird schon für alle freigegeben.`,
      condemned: ({ task, reasons }) =>
        `Der Canary von ${task} wird gerade gestoppt und kann nicht freigegeben werden: ${reasons}`,
      notOnTrial: ({ task }) => `${task} hat im Moment keinen Canary auf Probe, es gibt also nichts freizugeben.`,
    },
    endedAs: {
      succeeded: ({ task }) => `${task} ist schon zu Ende: erfolgreich.`,
      failed: ({ task }) => `${task} ist schon zu Ende: fehlgeschlagen.`,
      cancelled: ({ task }) => `${task} ist schon zu Ende: abgebrochen.`,
    },
  },
  repair: {
    install: ({ version }) => `${version} installieren`,
    update: ({ version }) => `auf ${version} aktualisieren`,
    configure: ({ version }) => `${version} neu konfigurieren`,
    restart: ({ version }) => `${version} neu starten`,
  },
  note: {
    restartStarts: ({ service, environment }) =>
      `Von ${service} läuft auf ${environment} gerade nichts; das startet es.`,
    outsideOfBounds: ({ count, by, min, max }) => `${by} erlaubt ${min} bis ${max} und wird ${count} wieder ändern.`,
    scaledByOthers: ({ by, min, max }) => `${by} erlaubt ${min} bis ${max} und kann die Zahl jederzeit ändern.`,
    scaledToNothing: 'Mit 0 Instanzen wird niemand bedient.',
    noCanaryYet: ({ service, environment, strategy }) =>
      `${service} ist auf ${environment} noch nicht deployt, ein Canary hätte also keinen Vergleich; ich nehme ${strategy}.`,
    onlyCanary: ({ version, task }) => `${version} ist bisher nur ein Canary. Um ihn zu stoppen: „brich ${task} ab“.`,
    starting: 'Ich fange an.',
  },
}
