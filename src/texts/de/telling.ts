import type { Texts } from '../texts.ts'

export const telling: Texts['telling'] = {
  willTell: {
    anyEnd: ({ names }) => `Bescheid bekommt am Ende: ${names}.`,
    failure: ({ names }) => `Bescheid bekommt, falls es fehlschlägt: ${names}.`,
    success: ({ names }) => `Bescheid bekommt, falls es gelingt: ${names}.`,
  },
  everyone: 'Wie es ausgeht, schreibe ich in diesen Thread; dort können es alle lesen.',
  you: 'du',
  nobodyElseHere: 'Außer dir liest das hier niemand, also kann ich hier sonst niemandem Bescheid geben.',
  unknown: ({ names }) => `Ich weiß nicht, wer ${names} ist, und kann also nichts ausrichten. Erwähne sie mit @.`,
  onlyEnds: 'Anderen sage ich nur, wie ein Task ausgeht.',
  ended: 'Der Task ist zu Ende',
  askedToTell: ({ end, by }) => `${end}. ${by} hat mich gebeten, dir das zu sagen.`,
  ignored: ({ texts }) => `Ich habe ignoriert: ${texts}.`,
}
