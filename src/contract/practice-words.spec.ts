import { expect, test } from 'vitest'
import { inPracticeWords } from './practice-words.ts'

test.each([
  ['en', 'GLPI Network', 'Sandbox'],
  ['fr', 'GLPI Network', 'Bac à sable'],
  ['en', 'GLPI Network refuses the key', 'The sandbox refuses the key'],
  ['en', 'Waiting for GLPI Network to answer', 'Waiting for the sandbox to answer'],
  ['en', 'It stays saved. GLPI Network has not answered.', 'It stays saved. The sandbox has not answered.'],
  ['en', 'By GLPI Network’s clock', 'By the sandbox’s clock'],
  ['en', 'Renew it on the GLPI Network portal', 'Renew it on the sandbox portal'],
  ['en', '<0>GLPI Network</0> answers', '<0>The sandbox</0> answers'],
  ['en', 'Setup > General > GLPI Network', 'Setup > General > GLPI Network'],
  ['en', 'on GLPI Network Cloud', 'on GLPI Network Cloud'],
  ['en', 'No key is saved', 'No key is saved'],
  ['fr', 'GLPI Network refuse la clé', 'Le bac à sable refuse la clé'],
  ['fr', 'La réponse de GLPI Network', 'La réponse du bac à sable'],
  ['fr', 'Elle ne va qu’à GLPI Network', 'Elle ne va qu’au bac à sable'],
  ['fr', 'Question posée à GLPI Network, puis relue', 'Question posée au bac à sable, puis relue'],
  ['fr', 'À GLPI Network', 'Au bac à sable'],
  ['fr', 'sur le portail GLPI Network.', 'sur le portail du bac à sable.'],
  ['fr', 'Latchkey interroge GLPI Network', 'Latchkey interroge le bac à sable'],
  ['fr', 'L’onglet GLPI Network', 'L’onglet GLPI Network'],
  ['de', 'GLPI Network lehnt den Schlüssel ab', 'Latchkey-Sandbox lehnt den Schlüssel ab'],
  ['de', 'Registerkarte GLPI Network', 'Registerkarte GLPI Network'],
  ['de', 'GLPI Network Cloud', 'GLPI Network Cloud'],
  ['es', 'La respuesta de GLPI Network', 'La respuesta de Latchkey Pruebas'],
  ['pt-BR', 'GLPI Network recusa a chave', 'Latchkey Sandbox recusa a chave'],
  ['it', 'Configurazione > Generale > GLPI Network', 'Configurazione > Generale > GLPI Network'],
  ['pl', 'Na karcie GLPI Network', 'Na karcie GLPI Network'],
  ['pl', 'GLPI Network nie odpowiada', 'Latchkey Piaskownica nie odpowiada'],
])('%s: %s', (locale, text, said) => {
  expect(inPracticeWords(text, locale)).toBe(said)
})
