import type { Texts } from '../texts.ts'

export const workflows: Texts['workflows'] = {
  ended: {
    done: 'erledigt',
    failed: 'fehlgeschlagen',
    cancelled: 'abgebrochen',
    skipped: 'übersprungen',
    other: 'nicht begonnen',
  },
  moreUnderWay: ({ count }) => `… und ${count} weitere in Arbeit.`,
  steps: 'Schritte',
  none: 'Hier gibt es noch keine Workflows. docs/workflows.md zeigt, wie man einen schreibt.',
  noneYours: 'Es gibt keine Workflows, die du starten darfst.',
  listTitle: 'Workflows',
  columns: { workflow: 'Workflow', does: 'Was er tut', ask: 'So verlangst du ihn', last: 'Letzter Lauf' },
  neverRan: 'nie',
  noRuns: ({ workflow }) => `${workflow} ist noch nicht gelaufen.`,
  noRunsAtAll: 'Es ist noch kein Workflow gelaufen.',
  canBeStarted: 'Workflows deines Teams:',
  startAs: ({ workflow }) => `starte den Workflow ${workflow}`,
  problem: {
    noInput: ({ workflow, input, known }) => `${workflow} hat keine Angabe ${input}, nur ${known}.`,
    noInputs: ({ workflow, input }) => `${workflow} hat keine Angabe ${input} und auch sonst keine.`,
    unknown: ({ workflow, known }) => `Einen Workflow „${workflow}“ gibt es nicht. Es gibt: ${known}.`,
    noneThere: ({ workflow }) => `Einen Workflow „${workflow}“ gibt es nicht, und auch keinen anderen.`,
    missing: ({ workflow, inputs, how }) => `${workflow} braucht ${inputs}. Sag „${how}“.`,
    notOneOf: ({ input, value, options }) => `${input} kann nicht „${value}“ sein, nur ${options}.`,
    noNumber: ({ input, value }) => `${input} muss eine Zahl sein, nicht „${value}“.`,
    notText: ({ input }: { input: string }) =>
      `${input} enthält ein Zeichen, das in keinem Text steht (NUL); bitte ohne dieses.`,
    tooLong: ({ input, most }) => `${input} ist länger als ${most} Zeichen.`,
    notYourRole: ({ workflow, roles }) => `${workflow} ist nur für Leute mit der Rolle ${roles}.`,
    alreadyRuns: ({ workflow, task }) =>
      `${task} führt ${workflow} gerade mit denselben Angaben aus; ich habe ihn nicht doppelt gestartet.`,
    noLongerThere: ({ workflow }) => `Den Workflow ${workflow} gibt es nicht mehr.`,
  },
  retry: {
    liveSince: ({ task, environment, version }: { task: string; environment: string; version: string }) =>
      `Seit ${task} gescheitert ist, ging ${version} auf ${environment} live; die Jobs laufen deshalb nicht noch einmal. Bestelle stattdessen das Deployment.`,
    runAgain: ({ task, by }: { task: string; by: string }) =>
      `${by} hat die gescheiterten Jobs von ${task} schon noch einmal ausgeführt. Frage stattdessen nach ${by}.`,
    runsAgain: ({ task, url }: { task: string; url: string }) =>
      `Nur die gescheiterten Jobs von ${task} laufen noch einmal: ${url}`,
    failedJobs: 'Gescheiterte Jobs wiederholen',
    part: ({ part, task }) => `${part} ist ein Schritt von ${task}. Um dort weiterzumachen: „wiederhole ${task}“`,
    waitsForApproval: ({ task, roles }) =>
      `${task} ist nicht gescheitert: er wartet auf die Freigabe durch ${roles}. Sag „status ${task}“ und ich nenne dir, wer freigeben kann.`,
    notEnded: ({ task }) => `${task} ist noch nicht zu Ende; da gibt es nichts zu wiederholen.`,
    succeeded: ({ task }) => `${task} ist gelungen; da gibt es nichts zu wiederholen.`,
    unknown: ({ task }) => `${task} gibt es nicht, oder du darfst ihn nicht sehen. Sag „zeig alle Tasks“.`,
    continues: ({ task, done }) => `Setzt ${task} fort; nicht noch einmal: ${done}.`,
  },
  confirm: {
    several: 'Mehrere Deployments in einem Auftrag müssen bestätigt werden, einmal.',
    declared: 'Ein Workflow muss bestätigt werden.',
    protected: 'Er ändert eine geschützte Umgebung und muss deshalb bestätigt werden.',
  },
  changed: ({ workflow }) => `Der Workflow ${workflow} hat sich seitdem geändert.`,
  on: {
    approval: ({ step, count, role, until }) =>
      `${step}: wartet auf die Freigabe durch ${count === 1 ? `eine Person mit der Rolle ${role}` : `${count} Leute mit der Rolle ${role}`}, bis ${until}.`,
    approvedBy: ({ names }) => `Bisher freigegeben von ${names}.`,
    giveRole: ({ role }) =>
      `Gib jemand anderem in shipmate.yaml unter access.members die Rolle ${role}, oder brich den Lauf ab.`,
    until: ({ step, until }) => `${step}: wartet bis ${until}.`,
    event: ({ step, event }) => `${step}: wartet auf ${event}.`,
    task: ({ step, task, title }) => `${step}: ${task}, ${title}.`,
    running: ({ step, since }) => `${step}: seit ${since}.`,
    usually: ({ time }) => `Dauert meist ${time}.`,
    again: ({ step, at }) => `${step} ist fehlgeschlagen; der nächste Versuch ist um ${at}.`,
    undoing: ({ step }) => `Macht ${step} rückgängig.`,
  },
  due: {
    missedTitle: ({ workflow }) => `${workflow} wurde verpasst`,
    missed: ({ time }) => `Er war um ${time} fällig, und ich lief nicht. So spät habe ich ihn nicht mehr gestartet.`,
    stoppedTitle: ({ workflow }) => `${workflow} wurde nicht gestartet`,
    stopped: ({ time, reason }) => `Er war um ${time} fällig. ${reason}`,
    mayNot: ({ actor, rule }) => `${actor} darf ihn nicht starten: ${rule}. Gib ihm unter access.members eine Rolle.`,
    late: ({ because }) =>
      `Ich konnte ihn nicht rechtzeitig starten: ${because} So spät habe ich ihn nicht mehr gestartet.`,
    noAnswer: 'Etwas, das ich dafür brauche, hat nicht geantwortet.',
    next: 'Nächster Start',
  },
  needsApproval: 'Ergänze davor einen Freigabe-Schritt dafür, oder verlang das Deployment selbst.',
  approve: 'Freigeben',
  reject: 'Ablehnen',
  rejectFirst: {
    title: ({ step }) => `${step} ablehnen?`,
    text: ({ task }) => `${task} endet hier, und niemand kann danach noch freigeben.`,
    no: 'Zurück',
  },
  answer: {
    approved: 'Freigegeben.',
    approvedMore: ({ missing }) =>
      `Freigegeben; ${missing === 1 ? 'es fehlt noch eine Freigabe' : `es fehlen noch ${missing} Freigaben`}.`,
    rejected: 'Abgelehnt; der Lauf endet hier.',
    over: 'Das ist schon entschieden; nichts hat sich geändert.',
    own: 'Das muss jemand anders freigeben: Du hast es gestartet.',
    twice: 'Du hast das schon freigegeben.',
    notYourRole: ({ role }) => `Das können nur Leute mit der Rolle ${role} beantworten.`,
    nothingWaits: ({ task }) => `Von ${task} wartet gerade nichts auf eine Freigabe.`,
    whichStep: ({ task, steps, one }) =>
      `Mehrere Schritte von ${task} warten auf eine Freigabe: ${steps}. Sag „genehmige ${task} ${one}“.`,
  },
  rejectedBy: ({ by }) => `${by} hat es abgelehnt.`,
  failedAt: ({ step }) => `Fehlgeschlagen bei: ${step}`,
  undone: ({ steps }) => `Rückgängig gemacht: ${steps}.`,
  leftAsItWas: ({ steps }) => `Nicht rückgängig gemacht, weil es vor diesem Lauf schon live war: ${steps}.`,
  notUndone: ({ step, reason }) => `${step} ließ sich nicht rückgängig machen: ${reason}`,
  nothingUndone: 'Kein Schritt musste rückgängig gemacht werden.',
  toRetry: ({ task }) => `Um beim fehlgeschlagenen Schritt weiterzumachen: „wiederhole ${task}“`,
}
