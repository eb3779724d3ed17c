import type { Texts } from '../texts.ts'

export const questions: Texts['questions'] = {
  notSure: 'Ich bin nicht sicher, was du meinst. Ist es eins davon?',
  twoWays: ({ readings }) => `Das kann ich auf zwei Arten verstehen. Meinst du ${readings}?`,
  unknownName: {
    service: ({ name }) => `Einen Service „${name}“ kenne ich nicht.`,
    environment: ({ name }) => `Eine Umgebung „${name}“ kenne ich nicht.`,
  },
  youNamed: ({ names }) => `Du hast ${names} genannt.`,
  didYouMean: ({ names }) => `Meinst du ${names}?`,
  which: {
    at: 'Wann? Nenne eine Zeit, die noch kommt, etwa 2030-06-01 09:00.',
    workflow: 'Welcher Workflow?',
    service: 'Welcher Service?',
    environment: 'Welche Umgebung?',
    task: 'Welcher Task?',
    metric: 'Welche Metrik?',
    ref: 'Welche Version?',
    count: 'Wie viele Instanzen?',
  },
  choose: 'Wähl aus, oder nenn den Namen',
  whichOther: ({ slot }) => `Was davon fehlt noch: ${slot}?`,
  iKnow: ({ names }) => `Ich kenne ${names}.`,
  onlyChoice: {
    service: ({ name }) => `Ich nehme ${name}: Einen anderen Service gibt es dafür nicht.`,
    environment: ({ name }) => `Ich nehme ${name}: Eine andere Umgebung gibt es dafür nicht.`,
  },
  readAs: ({ readings }) => `Gelesen habe ich ${readings}.`,
  nameReadAs: ({ typed, name }) => `„${typed}“ als ${name}`,
  answered: ({ prompt, answer }) => `${prompt}\nBeantwortet: ${answer}`,
  withdrawn: ({ prompt }) => `${prompt}\nZurückgezogen.`,
  already: ({ answer }) => `Schon beantwortet: ${answer}.`,
  notYours: ({ owner }) => `Nur ${owner} wurde gefragt und kann das beantworten.`,
  noLongerOpen: 'Diese Frage ist nicht mehr offen. Bitte frag noch einmal.',
  haveAnswer: 'Deine Antwort habe ich schon.',
}
