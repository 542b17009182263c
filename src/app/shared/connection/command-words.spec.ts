import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commandOfWords, wordsOfCommand } from './command-words.ts'

test.each<[string, string[] | null]>([
  ['', []],
  ['  ', []],
  ['ssh glpi@host', ['ssh', 'glpi@host']],
  [' docker  exec -i glpi ', ['docker', 'exec', '-i', 'glpi']],
  [`ssh -o "ProxyJump none" 'a b'c`, ['ssh', '-o', 'ProxyJump none', 'a bc']],
  [`kubectl exec -i deploy/glpi --`, ['kubectl', 'exec', '-i', 'deploy/glpi', '--']],
  ['$HOME ; rm', ['$HOME', ';', 'rm']],
  [`sudo ""`, ['sudo', '']],
  [`ssh "open`, null],
])('%j', (command, words) => expect(wordsOfCommand(command)).toEqual(words))

test('words that were put together come apart as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (words) => {
      expect(wordsOfCommand(commandOfWords(words))).toEqual(words)
    }),
  )
})
