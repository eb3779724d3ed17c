import type { Texts } from '../texts.ts'

export const notYet: Texts['notYet'] = {
  'circuit.list':
    'Circuit Breaker auflisten kann ich noch nicht. Sag „welche Agenten gibt es?“, um zu sehen, welche Modelle nicht antworten.',
  'integration.status':
    'Integrationen prüfen kann ich von hier aus nicht. Führ dafür „npx shipmate doctor“ auf meinem Rechner aus.',
  'incident.open':
    'Störungen eröffnen kann ich noch nicht. Sag „wie gesund ist alles?“ für das, was gerade nicht gesund ist.',
  'incident.list': 'Störungen führe ich noch nicht. Sag „wie gesund ist alles?“ für das, was gerade nicht gesund ist.',
  'incident.ack': 'Störungen führe ich noch nicht. Sag „wie gesund ist alles?“ für das, was gerade nicht gesund ist.',
  'incident.resolve':
    'Störungen führe ich noch nicht. Sag „wie gesund ist alles?“ für das, was gerade nicht gesund ist.',
  'oncall.show':
    'Wer Bereitschaft hat, weiß ich noch nicht. Frag „wer darf nach production deployen?“ nach denen, die etwas tun dürfen.',
  'review.start':
    'Code reviewen kann ich noch nicht. Frag „welche Commits würden ausgeliefert?“ nach dem, was ein Deployment bringt.',
  'test.run': 'Tests für sich ausführen kann ich noch nicht. Ein Build führt die aus, die sein Service angibt.',
  'test.generate': 'Tests schreiben kann ich nicht. Ein Build führt die aus, die sein Service angibt.',
  'bot.create': 'Eigene Bots habe ich noch nicht. Eine Agent-Datei ergänzt Deployments um dein eigenes Urteil.',
  'bot.list': 'Eigene Bots habe ich noch nicht. Sag „welche Agenten gibt es?“ für das, was hier urteilt und arbeitet.',
  'bot.delete': 'Eigene Bots habe ich noch nicht, also gibt es keinen zu löschen.',
  'guideline.add': 'Leitlinien habe ich noch nicht. Eine Agent-Datei ergänzt Deployments um dein eigenes Urteil.',
  'guideline.list': 'Leitlinien habe ich noch nicht. Eine Agent-Datei ergänzt Deployments um dein eigenes Urteil.',
  'guideline.remove': 'Leitlinien habe ich noch nicht, also gibt es keine zu entfernen.',
}
