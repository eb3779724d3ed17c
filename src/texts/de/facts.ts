import type { Texts } from '../texts.ts'

export const facts: Texts['facts'] = {
  place: ({ service, environment }) => `${service} in ${environment}`,
  noService: 'Noch ist kein Service eingetragen. Trag einen unter services: in shipmate.yaml ein.',
  unknownName: ({ name }) => `Einen Service oder eine Umgebung „${name}“ kenne ich nicht.`,
  iKnow: {
    services: ({ names, count }) =>
      count === 1 ? `Ich kenne den Service ${names}` : `Ich kenne die Services ${names}`,
    environments: ({ names, count }) => (count === 1 ? `und die Umgebung ${names}.` : `und die Umgebungen ${names}.`),
  },
  nothingRunsIn: ({ names }) => `In ${names} läuft nichts.`,
  address: {
    unknown: ({ place }) => `Die Adresse von ${place} kenne ich nicht.`,
    at: ({ place, url }) => `${place} ist unter ${url} erreichbar.`,
    unhealthy: ({ place, url, complaint }) => `${place} ist unter ${url}, aber nicht gesund: ${complaint}`,
    stopped: ({ place, url }) => `${place} war unter ${url}; das wurde absichtlich gestoppt.`,
    nothingYet: ({ place, url }) => `${place} wird unter ${url} sein; dort ist noch nichts deployt.`,
    healthy: ({ version }) => `${version}, gesund.`,
    more: ({ count }) => `Und ${count} weitere; nenne einen Service oder eine Umgebung, um sie zu sehen.`,
  },
  replicas: {
    at: ({ place, count }) => `${place}: ${count === 1 ? '1 Instanz' : `${count} Instanzen`}.`,
    ready: ({ place, count, ready }) =>
      `${place}: ${ready} von ${count === 1 ? '1 Instanz' : `${count} Instanzen`} bereit.`,
    bounds: ({ by, min, max }) => `${by} erlaubt ${min} bis ${max}.`,
    unknown: ({ place }) => `${place}: Dort ist nichts deployt, oder niemand weiß, wie viele laufen.`,
  },
  canary: {
    noneToPromote: 'Es gibt keinen Canary freizugeben: Soweit du sehen darfst, läuft keiner.',
    none: 'Soweit du sehen darfst, läuft kein Canary.',
    noneToCancel: 'Es gibt keinen Canary zu stoppen: Du siehst keinen, der läuft.',
    cannotWait:
      'Auf eine Bedingung kann ich nicht warten. Ein Canary geht von selbst an alle, wenn seine Zeit um ist und nichts gegen ihn spricht, oder jetzt von Hand.',
    onlyToAll: 'Ein Canary behält seinen Anteil, bis er freigegeben wird, und das nur für alle auf einmal.',
    whichToCancel: 'Mehrere Canarys laufen. Welchen willst du stoppen?',
    nameOneToCancel: ({ choices }) => `Mehrere Canarys laufen. Sag, welchen du stoppen willst:\n${choices}`,
    cannotTell: ({ names, task }) =>
      `Bescheid geben kann ich nicht an ${names}: Wer erfährt, wie ${task} ausgeht, stand schon fest, als er verlangt wurde.`,
    shares: ({ version, percent, before }) =>
      `${version} bekommt ${percent} % der Anfragen; ${before} bekommt den Rest.`,
    shareOf: ({ version, percent }) =>
      `${version} bekommt ${percent} % der Anfragen; das Release, das live ist, bekommt den Rest.`,
    promoteOne: ({ service, environment }) => `befördere den Canary von ${service} in ${environment}`,
    toPromote: ({ service, environment }) =>
      `Um ihn jetzt für alle freizugeben: „befördere den Canary von ${service} in ${environment}“`,
    whichToPromote: 'Mehrere Canarys sind auf Probe. Welchen willst du für alle freigeben?',
    nameOne: ({ choices }) => `Mehrere Canarys sind auf Probe. Sag, welchen du für alle freigeben willst:\n${choices}`,
    noneOf: ({ version }) => `Soweit du sehen darfst, läuft kein Canary von ${version}.`,
    promoting: ({ service, environment }) =>
      `Der Canary von ${service} in ${environment} wurde von Hand freigegeben; er geht gerade an alle.`,
    cancelling: ({ service, environment }) => `Der Canary von ${service} in ${environment} wird gerade abgebrochen.`,
    passed: ({ service, environment }) =>
      `Der Canary von ${service} in ${environment} hat bestanden; er geht gerade an alle.`,
    waiting: ({ service, environment }) =>
      `Der Canary von ${service} in ${environment} bekommt noch keine Anfragen: Sein Task wartet.`,
    starting: ({ service, environment }) =>
      `Der Canary von ${service} in ${environment} bekommt noch keine Anfragen: Sein Task startet ihn gerade.`,
    justStarted: ({ service, environment }) =>
      `Der Canary von ${service} in ${environment} hat gerade angefangen; ich sehe jede Minute nach ihm.`,
    stopping: ({ service, environment, reasons }) =>
      `Der Canary von ${service} in ${environment} wird gerade gestoppt: ${reasons}`,
    onTrialAtFirst: ({ service, environment, said }) =>
      `In seiner ersten Minute ist der Canary von ${service} in ${environment} noch auf Probe: ${said}`,
    onTrialAfter: ({ minutes, service, environment, said }) =>
      `Nach ${minutes} min ist der Canary von ${service} in ${environment} noch auf Probe: ${said}`,
    followsBy: ({ time }) =>
      `Bis ${time} geht er von selbst an alle, oder er wird gestoppt, wenn etwas gegen ihn spricht.`,
    followsWithin: ({ minutes }) =>
      `Innerhalb von ${minutes} min geht er von selbst an alle, oder er wird gestoppt, wenn etwas gegen ihn spricht.`,
    last: {
      promoted: ({ canary, task }) => `${canary} ging an alle (${task}).`,
      promotedAt: ({ canary, task, time }) => `${canary} ging um ${time} an alle (${task}).`,
      cancelled: ({ canary, task }) => `${canary} wurde abgebrochen (${task}).`,
      failed: ({ canary, task, reason }) => `${canary} ist fehlgeschlagen (${task}): ${reason}`,
    },
    lastOne: ({ version, service, environment }) => `Der letzte, ${version} von ${service} in ${environment},`,
    noReason: 'Ein Grund ist nicht bekannt.',
    toStart: ({ service, environment }) => `Um einen zu starten: „deploye ${service} nach ${environment} mit canary“`,
  },
  comparison: {
    inBothNone: ({ one, other }) => `Kein Service, den du sehen darfst, läuft sowohl in ${one} als auch in ${other}.`,
    moreServices: ({ count }) => `Und ${count} weitere Services; nenne einen, um ihn zu vergleichen.`,
    nothing: ({ environments }) => `in ${environments} ist noch nichts deployt.`,
    onlyIn: ({ version, full, empty }) => `${version} ist in ${full} deployt; in ${empty} ist noch nichts deployt.`,
    same: ({ version, one, other }) => `${version} ist in ${one} und in ${other} deployt.`,
    unrelated: ({ one, other }) =>
      `${one} und ${other} sind verschiedene Commits, und ich kann nicht sagen, was weiter ist.`,
    differ: ({ one, other, missing }) => `${one} und ${other} unterscheiden sich: ${missing}.`,
    notIn: ({ commits, environment }) => `${commits} nicht in ${environment}`,
    behind: ({ behind, commits, ahead }) => `${behind} liegt ${commits} hinter ${ahead}.`,
    commits: ({ count }) => (count === 1 ? '1 Commit' : `${count} Commits`),
    commitsAtLeast: ({ count }) => `mindestens ${count} Commits`,
    notInYet: ({ environment, service }) => `Noch nicht in ${environment}, von ${service}:`,
  },
  deployment: {
    notOne: ({ task }) => `${task} ist kein Deployment, oder du darfst ihn nicht sehen.`,
    last: ({ sentence }) => `Das letzte Deployment: ${sentence}`,
    askedToo: ({ who }) => `${who} hat es auch selbst verlangt.`,
    approved: {
      deploy: ({ who, version, service, environment, time }) =>
        `${who} hat ${version} von ${service} in ${environment} freigegeben, um ${time}.`,
      rollback: ({ who, version, service, environment, time }) =>
        `${who} hat das Rollback von ${service} in ${environment} auf ${version} freigegeben, um ${time}.`,
    },
    notApproved: {
      deploy: ({ who, version, service, environment, time }) =>
        `Niemand musste ${version} von ${service} in ${environment} freigeben: ${who} hat es um ${time} gestartet.`,
      rollback: ({ who, version, service, environment, time }) =>
        `Niemand musste das Rollback von ${service} in ${environment} auf ${version} freigeben: ${who} hat es um ${time} gestartet.`,
    },
    done: {
      deploy: ({ who, version, service, environment, time }) =>
        `${who} hat ${version} von ${service} nach ${environment} deployt, um ${time}.`,
      rollback: ({ who, version, service, environment, time }) =>
        `${who} hat ${service} in ${environment} auf ${version} zurückgerollt, um ${time}.`,
    },
    started: {
      deploy: ({ who, version, service, environment, time, end }) =>
        `${who} hat das Deployment von ${version} von ${service} nach ${environment} gestartet, um ${time}; ${end}.`,
      rollback: ({ who, version, service, environment, time, end }) =>
        `${who} hat das Rollback von ${service} in ${environment} auf ${version} gestartet, um ${time}; ${end}.`,
    },
    ends: {
      failed: 'es ist fehlgeschlagen',
      cancelled: 'es wurde abgebrochen',
      open: 'es ist noch nicht zu Ende',
    },
    wentLive: ({ who, version, service, environment, time }) =>
      `${version} von ${service} ging in ${environment} um ${time} live; ${who} hat es deployt.`,
    notLive: ({ version, service, environment, started }) =>
      `${version} von ${service} ging in ${environment} nicht live: ${started}`,
    noneOfVersion: ({ version, to }) =>
      `Unter den Tasks, die du sehen darfst, ist kein Deployment von ${version}${to}.`,
    none: ({ of, to }) => `Soweit du sehen darfst, wurde${of}${to} noch nichts deployt.`,
    ofService: ({ service }) => ` von ${service}`,
    toEnvironment: ({ environment }) => ` nach ${environment}`,
    noRollback: 'Unter den Tasks, die du sehen darfst, ist kein solches Rollback.',
  },
  duration: {
    work: {
      build: ({ service }) => `der Build von ${service}`,
      deploy: ({ service, environment }) => `das Deployment von ${service} nach ${environment}`,
      rollback: ({ service, environment }) => `das Rollback von ${service} in ${environment}`,
    },
    workOf: {
      build: ({ version, service }) => `der Build von ${version} von ${service}`,
      deploy: ({ version, service, environment }) => `das Deployment von ${version} von ${service} nach ${environment}`,
      rollback: ({ version, service, environment }) => `das Rollback von ${service} in ${environment} auf ${version}`,
    },
    notRun: ({ task, work, state }) => `${task} ist nicht gelaufen: ${work}, ${state}.`,
    took: ({ task, time, work, end }) => `${task} dauerte ${time}: ${work}, ${end}.`,
    ends: { succeeded: 'erfolgreich', failed: 'fehlgeschlagen', cancelled: 'abgebrochen' },
    soFar: ({ work, time, task }) => `Seit ${time} läuft ${work} (${task}).`,
    one: {
      succeeded: ({ work, time }) => `So lange dauerte ${work}: ${time}.`,
      failed: ({ work, time }) => `Nach ${time} fehlgeschlagen: ${work}.`,
      cancelled: ({ work, time }) => `Nach ${time} abgebrochen: ${work}.`,
    },
    last: {
      succeeded: ({ work, time }) => `Zuletzt dauerte ${work} ${time}.`,
      failed: ({ work, time }) => `Zuletzt ist ${work} nach ${time} fehlgeschlagen.`,
      cancelled: ({ work, time }) => `Zuletzt wurde ${work} nach ${time} abgebrochen.`,
    },
    withCanary: 'Sein Canary ist darin enthalten.',
    usually: ({ work, time }) => `Etwa ${time} dauert ${work}.`,
    onlyOne: 'Bisher gab es nur einen Fall.',
    range: ({ count, shortest, longest }) => `Die Mitte der letzten ${count} Male: ${shortest} bis ${longest}.`,
    noneSucceeded: 'Soweit du sehen darfst, war noch nichts davon erfolgreich; ich kann es nicht sagen.',
  },
  risk: {
    noPlan:
      'Von dir ist hier kein Plan offen, also gibt es nichts zu beurteilen. Frag nach der Änderung: Ihre Karte zeigt das Risiko, bevor etwas startet.',
    nothingStarted: 'Nichts ist gestartet: Es wartet auf deine Antwort.',
    go: 'Geringes Risiko: Ich weiß von nichts, was dagegen spricht.',
    canaryIsRight: 'Etwas Risiko, und ein Canary ist dafür richtig: Ein paar Nutzer bekommen es zuerst.',
    canaryIsBetter: 'Etwas Risiko: Besser mit einem Canary, damit ein paar Nutzer es zuerst bekommen.',
    hold: 'Angehalten: Besser nicht jetzt.',
    noRollback: 'Ein Rollback beurteile ich nicht: Es darf auf nichts warten.',
    inPlaceOf: ({ title, before }) => `${title}, anstelle von ${before}.`,
    ofCancel: ({ task }) => `${task} abbrechen: Was läuft, bleibt, wie es ist.`,
    ofLock: 'Eine Sperre ändert nichts, was läuft.',
    ofBuild: 'Ein Build ändert nichts, was läuft.',
    ofRepair: 'Eine Reparatur betrifft ein Gerät, dessen Service nicht in Ordnung ist; ihr Risiko beurteile ich nicht.',
    ofRestart: 'Ein Neustart ändert kein Release; sein Risiko beurteile ich nicht.',
    ofScale: 'Eine andere Zahl von Instanzen ändert kein Release; ihr Risiko beurteile ich nicht.',
    ofWorkflow: 'Ein Workflow wird nicht als Ganzes beurteilt; jedes Deployment darin wird es, bevor es beginnt.',
    notJudged: 'Das Risiko davon habe ich nicht beurteilt.',
  },
  places: {
    onlyEnvironment: ({ name }) => `Es gibt eine Umgebung: ${name}.`,
    onlyService: ({ name }) => `Es gibt einen Service: ${name}.`,
    environments: ({ names }) => `Umgebungen: ${names}.`,
    services: ({ names }) => `Alle Services: ${names}.`,
    andMore: ({ list, count }) => `${list} und ${count} weitere`,
    nothingYet: '(noch nichts deployt)',
  },
  holders: {
    withYou: 'Du gehörst dazu.',
    withoutYou: ({ rule }) => `Du gehörst nicht dazu: ${rule}.`,
  },
  versions: {
    newest: ({ service, version }) => `Die neueste Version von ${service} ist ${version}.`,
    of: ({ line }) => `Versionen von ${line}`,
    moreServices: ({ count }) => `Und die von ${count} weiteren Services; nenne einen, um sie zu sehen.`,
    toDeploy: ({ service, version, environment }) =>
      `Um eine zu deployen: „deploye ${service} ${version} nach ${environment}“`,
    noneTagged: ({ service, version }) =>
      `${service}: Keine hat einen Tag; ein Branch oder ein Commit lässt sich deployen, etwa ${version}.`,
    liveIn: ({ version, environments }) => `${version} (live in ${environments})`,
    andOlder: ({ list, count }) => `${list} und ${count} ältere`,
  },
}
