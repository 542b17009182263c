import { expect, test } from 'vitest'
import { inPracticeWords } from './practice-words.ts'

test.each([
  ['en', 'GLPI Network', 'Practice service'],
  ['fr', 'GLPI Network', 'Service d’entraînement'],
  ['en', 'GLPI Network refuses the key', 'The practice service refuses the key'],
  ['en', 'Waiting for GLPI Network to answer', 'Waiting for the practice service to answer'],
  ['en', 'It stays saved. GLPI Network has not answered.', 'It stays saved. The practice service has not answered.'],
  ['en', 'By GLPI Network’s clock', 'By the practice service’s clock'],
  ['en', 'Renew it on the GLPI Network portal', 'Renew it on the practice service portal'],
  ['en', '<0>GLPI Network</0> answers', '<0>The practice service</0> answers'],
  ['en', 'Setup > General > GLPI Network', 'Setup > General > GLPI Network'],
  ['en', 'on GLPI Network Cloud', 'on GLPI Network Cloud'],
  ['en', 'No key is saved', 'No key is saved'],
  ['fr', 'GLPI Network refuse la clé', 'Le service d’entraînement refuse la clé'],
  ['fr', 'La réponse de GLPI Network', 'La réponse du service d’entraînement'],
  ['fr', 'Elle ne va qu’à GLPI Network', 'Elle ne va qu’au service d’entraînement'],
  ['fr', 'Question posée à GLPI Network, puis relue', 'Question posée au service d’entraînement, puis relue'],
  ['fr', 'À GLPI Network', 'Au service d’entraînement'],
  ['fr', 'sur le portail GLPI Network.', 'sur le portail du service d’entraînement.'],
  ['fr', 'Latchkey interroge GLPI Network', 'Latchkey interroge le service d’entraînement'],
  ['fr', 'L’onglet GLPI Network', 'L’onglet GLPI Network'],
  ['de', 'GLPI Network lehnt den Schlüssel ab', 'Latchkey-Übung lehnt den Schlüssel ab'],
  ['de', 'Registerkarte GLPI Network', 'Registerkarte GLPI Network'],
  ['de', 'GLPI Network Cloud', 'GLPI Network Cloud'],
  ['es', 'La respuesta de GLPI Network', 'La respuesta de Latchkey Práctica'],
  ['pt-BR', 'GLPI Network recusa a chave', 'Latchkey Prática recusa a chave'],
  ['it', 'Configurazione > Generale > GLPI Network', 'Configurazione > Generale > GLPI Network'],
  ['pl', 'Na karcie GLPI Network', 'Na karcie GLPI Network'],
  ['pl', 'GLPI Network nie odpowiada', 'Latchkey Ćwiczenia nie odpowiada'],
])('%s: %s', (locale, text, said) => {
  expect(inPracticeWords(text, locale)).toBe(said)
})
