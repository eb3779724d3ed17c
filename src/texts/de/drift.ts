import type { Texts } from '../texts.ts'

export const drift: Texts['drift'] = {
  hasDrifted: ({ service, environment }) => `Drift: ${service} auf ${environment}`,
  hadDrifted: ({ service, environment }) => `Drift war: ${service} auf ${environment}`,
  howItIsFixed: 'Der Knopf verlangt die Behebung in deinem Namen; es gelten deine Rechte.',
  judgedBy: ({ task, model }) => `${task} · beurteilt von ${model}`,
  redeploy: ({ version }) => `${version} neu deployen`,
  rollBackTo: ({ version }) => `Auf ${version} zurückrollen`,
  rollBackToPrevious: 'Auf das vorige Release zurückrollen',
  replaced: ({ time }) => `Um ${time} von einem anderen Drift abgelöst.`,
  stoppedOnPurpose: ({ time }) => `Um ${time} mit Absicht gestoppt.`,
  resolved: ({ time }) => `Behoben um ${time}.`,
  resolvedLive: ({ time, version }) => `Behoben um ${time}: ${version} ist live, wie es sein soll.`,
  ended: ({ time }) => `Dieser Drift endete um ${time}. Nichts wurde getan.`,
  noFix: {
    changing: ({ task, service, environment }) =>
      `${task} ändert ${service} auf ${environment} gerade. Nichts wurde getan.`,
    deployedSince: ({ service, environment }) =>
      `${service} auf ${environment} wurde seitdem neu deployt. Nichts wurde getan.`,
    forAPerson: ({ service, environment, drift, why }) =>
      `${service} auf ${environment}: ${drift} ${why} Nichts wurde getan.`,
    notJudged: 'Ich überlege noch, was zu tun ist; frag gleich noch einmal.',
  },
  nothingToFix: 'Nichts, was du beheben darfst, ist abgewichen. Sag „welche Drifts gibt es?“, damit ich nachsehe.',
  whichOfThese: 'Welcher davon?',
  notMonitored: ({ device }) => `${device} überwache ich nicht auf Drift, nur Services in ihren Umgebungen.`,
  notMonitoredAsk: ({ device }) =>
    `${device} überwache ich nicht auf Drift, nur Services in ihren Umgebungen. Dafür sag „welche Drifts gibt es?“.`,
  nothingDeployed: 'Dort ist noch nichts deployt, also kann nichts abgewichen sein.',
  found: 'Drift gefunden',
  counted: ({ count }) => (count === 1 ? '1 Drift' : `${count} Drifts`),
  nothingDrifted: 'Nichts ist abgewichen',
  justSeen: 'Gerade gesehen; wenn es bleibt, melde ich es im Thread des Deployments:',
  stopped: 'Mit Absicht gestoppt, darum melde ich es niemandem:',
  columns: {
    service: 'Service',
    environment: 'Umgebung',
    found: 'Gefunden',
    since: 'Seit',
    suggestedFix: 'Vorschlag',
  },
  needsPerson: 'braucht einen Menschen',
  cannotTell: 'sein Ziel kann nicht sagen, was läuft',
  at: ({ service, environment, what }) => `${service} auf ${environment}: ${what}`,
  none: ({ places }) =>
    places === 1
      ? 'Kein Drift an dem einen Ort, den du sehen darfst; gerade geprüft.'
      : `Kein Drift an den ${places} Orten, die du sehen darfst; gerade geprüft.`,
}
