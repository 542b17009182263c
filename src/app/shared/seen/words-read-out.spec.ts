import { expect, test } from 'vitest'
import { readOutOf } from './words-read-out.ts'

test.each([
  ['Impossible de récupérer', 'unable-to-fetch'],
  ['IMPOSSIBLE DE RECUPERER LES INFORMATIONS', 'unable-to-fetch'],
  ['clé d’enregistrement invalide', 'invalid'],
  ['La clé est valide', 'valid'],
  ['un abonnement résilié', 'terminated'],
  ['échec de connexion au serveur mandataire', 'proxy-failed'],
  ['le champ redevient vide', 'field-empty'],
  ['Keine Verbindung, falls ein Proxy benutzt wird', 'connection-failed'],
  ['Registrierungsschlüssel ungültig', 'invalid'],
  ['Plugin-Liste nicht abrufbar', 'no-plugin-list'],
  ['Wartungsarb', 'maintenance'],
  ['clave de registro inválida', 'invalid'],
  ['no se pudo conectar con el proxy', 'proxy-failed'],
  ['hay que actualizar', 'update-needed'],
  ['chave de outra instância', 'other-instance'],
  ['não consegui obter as informações de registro', 'unable-to-fetch'],
  ['sem permissão para esta ação', 'right-missing'],
  ['chiave non valida', 'invalid'],
  ['manca il pulsante salva', 'no-save-button'],
  ['server SQL: connessione impossibile', 'sql-server'],
  ['klucz jest nieważny', 'invalid'],
  ['polaczenie nieudane', 'connection-failed'],
  ['API wyłączone', 'api-disabled'],
  ['parametr app_token błędny', 'app-token'],
])('“%s” is %s', (search, code) => {
  expect(readOutOf(search)[0]).toBe(code)
})

test.each(['', 'e', 'Unable to fetch', 'too early', '504', 'xyz zzz qqq'])('“%s” is none of them', (search) => {
  expect(readOutOf(search)).toEqual([])
})
