import type { Texts } from '../texts.ts'

export const changes: Texts['changes'] = {
  title: ({ change, title }) => `${change}: ${title}`,
  whoeverMay: 'alle, die dort freigeben dürfen',
  needs: ({ count, by }) => (count === 1 ? `Braucht 1 Freigabe durch ${by}` : `Braucht ${count} Freigaben durch ${by}`),
  firstYou: ({ needs }) => `${needs} Ich frage sie, sobald du den Plan eingereicht hast.`,
  needsApproval: ({ needs }) => `Andere müssen das freigeben: ${needs}`,
  submitted: 'Du reichst das zur Freigabe ein.',
  canApprove: ({ names }) => `Freigeben können: ${names}.`,
  canApproveUntold: ({ names }) =>
    `${names} kann ich nicht einzeln anschreiben, weil die Plattform nicht sagt, wer das ist: Sag du es ihnen bitte.`,
  tooFew: {
    nobody: 'Niemand kann das freigeben: Außer der Person, die gefragt hat, erfüllt niemand, was nötig ist.',
    some: ({ names }) => `Zu wenige können das freigeben: nur ${names}.`,
    glass: ({ names }) =>
      `Im Notfall darf ${names} die Scheibe einschlagen; den Grund erfahren sofort alle anderen, die das dürfen.`,
    noGlass:
      'Auch die Scheibe darf niemand einschlagen. Gib jemandem unter access: in shipmate.yaml eine Rolle, die freigibt.',
  },
  button: {
    submit: 'Zur Freigabe einreichen',
    submitBecause: 'Mit Grund einreichen',
    approve: 'Freigeben',
    conditions: 'Mit Bedingungen freigeben',
    reject: 'Ablehnen',
    withdraw: 'Zurückziehen',
    breakGlass: 'Scheibe einschlagen',
    tick: ({ text }) => `Erledigt: ${text}`,
    noReason: 'Kein Grund',
  },
  fields: { askedBy: 'Gefragt von', reason: 'Grund', expires: 'Läuft ab' },
  approvedBy: ({ by, time }) => `✓ Freigegeben von ${by} um ${time}.`,
  approvedEarly: ({ by, time }) => `✓ Freigegeben von ${by} um ${time}, bevor die Fakten zusammengetragen waren.`,
  lapsedBy: ({ by, reason }) => `✗ Die Freigabe von ${by} zählt nicht mehr: ${reason}`,
  lapsed: 'Diese Person darf das nicht mehr freigeben.',
  condition: {
    ticked: ({ text }) => `☑ ${text}`,
    open: ({ text, by }) => `☐ ${text} (${by} hakt das vor dem Start ab)`,
    gate: ({ text }) =>
      `◷ ${text} (gemessen, sobald es läuft; wird es verletzt, stelle ich das vorige Release wieder her)`,
    kept: ({ text, sentence }) => `✓ ${text}. ${sentence}`,
    broken: ({ text, sentence }) => `✗ ${text}. ${sentence}`,
    unknown: ({ text, sentence }) => `? ${text}. ${sentence}`,
  },
  evidence: {
    gathering: 'Ich trage zusammen, was darüber bekannt ist …',
    commits: ({ count, authors }) => (count === 1 ? `1 Commit von ${authors}` : `${count} Commits von ${authors}`),
    diff: ({ files, added, removed, most }) =>
      `${files === 1 ? '1 Datei' : `${files} Dateien`}, +${added} −${removed}: ${most}`,
    build: {
      passed: ({ task }) => `Der Build dieses Commits war erfolgreich (${task})`,
      failed: ({ task }) => `Der Build dieses Commits ist gescheitert (${task})`,
      running: ({ task }) => `Der Build dieses Commits läuft (${task})`,
      none: 'Dieser Commit wurde noch nicht gebaut',
    },
    test: {
      passed: ({ task, passed }) =>
        passed === undefined
          ? `Die Tests dieses Commits waren erfolgreich (${task})`
          : `${passed === 1 ? '1 Test dieses Commits war' : `${passed} Tests dieses Commits waren`} erfolgreich (${task})`,
      failed: ({ task }) => `Die Tests dieses Commits sind gescheitert (${task})`,
      running: ({ task }) => `Die Tests dieses Commits laufen (${task})`,
      none: 'Kein Workflow hat diesen Commit getestet',
    },
    health: {
      healthy: 'Gerade gesund',
      unhealthy: ({ complaint }) => `Gerade nicht gesund: ${complaint}`,
      unknown: ({ complaint }) => `Zustand unbekannt: ${complaint}`,
      'nothing-deployed': 'Dort läuft gerade nichts',
    },
    budget: ({ left }) => `${left} des Fehlerbudgets sind übrig`,
    open: ({ names }) => `Dort offen: ${names}`,
    drift: ({ environment }) => `Abweichung in ${environment}`,
    nothingOpen: 'Sonst ist für diesen Service nichts offen',
  },
  outcome: {
    started: ({ task, time }) => `Um ${time} als ${task} gestartet.`,
    done: ({ time }) => `Um ${time} erledigt.`,
    declined: ({ by, time }) => `✗ Von ${by} um ${time} abgelehnt. Nichts wurde getan.`,
    declinedBecause: ({ by, time, reason }) => `✗ Von ${by} um ${time} abgelehnt: ${reason}. Nichts wurde getan.`,
    withdrawn: ({ by, time }) => `Von ${by} um ${time} zurückgezogen. Nichts wurde getan.`,
    expired: 'Ohne die nötigen Freigaben abgelaufen. Nichts wurde getan; frag noch einmal, wenn du es noch willst.',
    voided: ({ reason }) => `${reason} Nichts wurde getan.`,
    brokeGlass: ({ by, reason }) =>
      `🔴 ${by} hat die Scheibe eingeschlagen: gestartet ohne die nötigen Freigaben. Grund: ${reason}.`,
    askedAgain: ({ reason }) => `${reason} Unten noch einmal gefragt.`,
  },
  again: {
    policy: 'Inzwischen sind mehr Freigaben nötig. Die schon gegebenen zählen weiter.',
  },
  direct: {
    link: 'Zum Antrag',
    reminder: ({ change, title, time }) =>
      `${change} wartet noch auf deine Freigabe: ${title}. Der Antrag läuft um ${time} ab.`,
    brokeGlass: ({ by, change, title, reason }) =>
      `🔴 ${by} hat bei ${change} die Scheibe eingeschlagen: ${title}. Gestartet ohne die nötigen Freigaben. Grund: ${reason}.`,
  },
  answer: {
    recorded: ({ change, missing }) =>
      missing === 1
        ? `Notiert. ${change} braucht noch 1 Freigabe.`
        : `Notiert. ${change} braucht noch ${missing} Freigaben.`,
    unticked: ({ change, count, by }) =>
      count === 1
        ? `Notiert. ${change} startet, sobald ${by} 1 Bedingung abgehakt hat.`
        : `Notiert. ${change} startet, sobald ${by} ${count} Bedingungen abgehakt hat.`,
    started: ({ change, task }) => `${change} ist freigegeben und als ${task} gestartet.`,
    done: ({ change }) => `${change} ist freigegeben und erledigt.`,
    declined: ({ change }) => `${change} ist abgelehnt. Nichts wurde getan.`,
    withdrawn: ({ change }) => `${change} ist zurückgezogen. Nichts wurde getan.`,
    expired: ({ change }) => `${change} ist abgelaufen, und nichts wurde getan. Bitte frag noch einmal.`,
    moved: ({ reason }) => `${reason} Bitte sieh dir die neue Karte an.`,
    ownChange: 'Niemand gibt den eigenen Antrag frei oder lehnt ihn ab. Du kannst ihn zurückziehen.',
    brokeGlass: ({ change }) => `Die Scheibe ist eingeschlagen: ${change} läuft ohne Freigabe.`,
    noReason: ({ change }) => `Um bei ${change} die Scheibe einzuschlagen, braucht es einen Grund.`,
    othersCan: ({ change }) =>
      `Andere können ${change} freigeben; bei deinem eigenen Antrag darfst du die Scheibe also nicht einschlagen.`,
    approvedBefore: 'Du hast das schon freigegeben. Jede Person zählt einmal.',
    tickedBefore: 'Diese Bedingung ist schon abgehakt.',
    notTheAsker: ({ asker }) => `Das kann nur ${asker}: Von dort kommt der Antrag.`,
    mayNotDecide: ({ change, needs }) => `Über ${change} darfst du nicht entscheiden. ${needs}`,
    mayNotBreakGlass: ({ change }) =>
      `Bei ${change} darfst du die Scheibe nicht einschlagen: Das braucht dort das Recht change.break-glass.`,
    already: {
      started: ({ task, time }) => `Schon freigegeben: um ${time} als ${task} gestartet.`,
      declined: ({ by, time }) => `Schon von ${by} um ${time} abgelehnt.`,
      withdrawn: ({ by, time }) => `Schon von ${by} um ${time} zurückgezogen.`,
      expired: ({ time }) => `Um ${time} abgelaufen, und nichts wurde getan. Bitte frag noch einmal.`,
    },
    notRecorded: 'Nichts wurde notiert; bitte antworte dann noch einmal.',
    outOfDate: ({ reason }) => `${reason} Diese Karte ist überholt; bitte sieh dir die neueste an.`,
    unknown: ({ change }) => `Einen Antrag ${change} kenne ich nicht.`,
    sayExactly: ({ change }) =>
      `Freigaben nehme ich nur Wort für Wort. Drück den Knopf, oder sag „genehmige ${change}“.`,
  },
  form: {
    submit: 'Warum ist das nötig? Nenn mir den Grund in diesem Thread, dann reiche ich es damit ein.',
    window: {
      title: {
        submit: 'Mit Grund einreichen',
        conditions: 'Bedingt freigeben',
        reject: 'Ablehnen',
        breakGlass: 'Scheibe einschlagen',
      },
      note: {
        submit: 'Wer um Freigabe gebeten wird, sieht den Grund.',
        conditions: ({ change, isMeasured }) =>
          isMeasured
            ? `Du gibst ${change} frei. Eine Bedingung mit Messwert, Grenze und Zeit wird gemessen, sobald das Release läuft; jede andere wird vor dem Start abgehakt.`
            : `Du gibst ${change} frei. Wer gefragt hat, hakt die Bedingung vor dem Start ab.`,
        reject: ({ change }) => `Damit ist ${change} zu Ende. Wer gefragt hat, sieht den Grund.`,
        breakGlass: ({ change }) =>
          `${change} startet sofort, ohne die nötigen Freigaben. Andere, die das ebenfalls dürfen, erfahren es sofort mit deinem Grund.`,
      },
      label: {
        submit: 'Warum ist das nötig?',
        conditions: 'Unter welcher Bedingung?',
        reject: 'Warum? (darf leer bleiben)',
        breakGlass: 'Warum muss es ohne Freigabe starten?',
      },
      hint: 'Zum Beispiel: die Fehlerrate bleibt 10 Minuten unter 1 %',
      send: { submit: 'Einreichen', conditions: 'Freigeben', reject: 'Ablehnen', breakGlass: 'Scheibe einschlagen' },
      close: 'Abbrechen',
      problem: {
        empty: 'Bitte schreib das in Worten; es wurde nichts festgehalten.',
        'too-long': 'Bitte höchstens 1.000 Zeichen; es wurde nichts festgehalten.',
      },
    },
    reject: ({ change }) => `Warum lehnst du ${change} ab? Nenn mir den Grund in diesem Thread.`,
    conditions: ({ change, isMeasured }) =>
      `Unter welcher Bedingung gibst du ${change} frei? Nenn sie mir in diesem Thread. ${isMeasured ? 'Eine mit Messwert, Grenze und Zeit wird gemessen, sobald das Release läuft.' : 'Wer gefragt hat, hakt sie vor dem Start ab.'}`,
    breakGlass: ({ change }) =>
      `Warum muss ${change} ohne Freigabe starten? Nenn mir den Grund in diesem Thread; ich zeige ihn noch einmal, bevor etwas startet.`,
    confirmGlass: ({ change, reason }) => `${change} ohne die nötigen Freigaben starten? Der Grund: ${reason}.`,
    toldOfGlass: ({ names }) => `Ich sage es sofort ${names}.`,
    nobodyTold: 'Es gibt niemanden, dem ich es direkt sagen könnte.',
    notToldOfGlass: ({ names }) => `${names} kann ich es nicht direkt sagen: Sag du es bitte.`,
  },
  list: {
    title: 'Änderungsanträge',
    none: 'Kein Änderungsantrag wartet.',
    noneSuch: 'Einen solchen Änderungsantrag gibt es nicht.',
    columns: { change: 'Antrag', what: 'Was', state: 'Stand', asked: 'Gefragt', by: 'Von' },
    states: {
      pending: 'wartet auf Freigabe',
      started: 'gestartet',
      declined: 'abgelehnt',
      withdrawn: 'zurückgezogen',
      expired: 'abgelaufen',
      voided: 'hinfällig',
    },
    brokeGlass: '🔴 ohne Freigabe gestartet',
  },
  access: {
    needed: ({ place, why, names }) => `${place}: ${why} Freigeben können: ${names}.`,
    nobody: 'niemand',
    none: ({ place }) => `${place}: Keine Regel verlangt eine Freigabe; wer fragt, bestätigt selbst.`,
    when: {
      touches: ({ paths }) => `wenn ${paths} geändert wird`,
      strategies: ({ names }) => `mit ${names}`,
      risk: ({ verdicts }) => `wenn das Risiko so bewertet ist: ${verdicts}`,
      hours: ({ from, to, zone }) => `von ${from} bis ${to} (${zone})`,
      weekdays: ({ days, zone }) => `an ${days} (${zone})`,
    },
  },
  gate: {
    metric: {
      error_rate: 'Fehlerrate',
      latency: '95 % der Antworten brauchten höchstens',
      traffic: 'Anfragen je Minute',
    },
    measured: ({ metric, value, minutes }) => `${metric} ${value} nach ${minutes} min`,
    tooFew: 'Zu wenige Anfragen, um es zu beurteilen',
    notMeasured: 'Nichts hat es gemessen',
    overtaken: 'Inzwischen läuft dort ein anderes Release',
    notLive: 'Es ging nicht in Betrieb',
    restores: ({ version, task }) => `Ich stelle ${version} wieder her (${task}).`,
    waits: ({ version }) =>
      `${version} ist noch nicht zurückgerollt; ich stelle das vorige Release wieder her, sobald es geht.`,
    brokenTitle: ({ change }) => `Eine Bedingung von ${change} ist verletzt`,
  },
  stale: {
    reason: ({ change }) => `Freigaben von ${change} zählen nicht mehr.`,
    nextStep: 'Stell den Antrag noch einmal.',
  },
  run: {
    brokeGlass: ({ reason }) => `🔴 Ohne Freigabe gestartet: ${reason}`,
    restores: ({ change }) => `Eine Bedingung von ${change} ist verletzt; ich stelle das vorige Release wieder her.`,
  },
  history: { brokeGlass: '🔴 ohne Freigabe' },
}
