// node mortal-receiver.mjs smtp|http PORT FILE PHASE
// A receiver in a process of its own: it kills itself in PHASE, and notes the id of each message that it takes in FILE.
import { appendFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { SMTPServer } from 'smtp-server'

const [protocol, port, file, phase] = process.argv.slice(2)

const reach = (name) => {
  if (name === phase) process.kill(process.pid, 'SIGKILL')
}
const take = (id) => {
  reach('whole')
  appendFileSync(file, `${id}\n`)
  reach('taken')
}

const mail = () =>
  new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onConnect: (_, done) => done(reach('connected')),
    onMailFrom: (_, __, done) => done(reach('sender')),
    onRcptTo: (_, __, done) => done(reach('recipient')),
    onData(stream, _, done) {
      reach('data')
      let raw = ''
      stream.on('data', (chunk) => (raw += chunk))
      stream.on('end', () => {
        take(/^Message-ID: (.*)$/im.exec(raw)?.[1])
        done(null)
      })
    },
  })

const web = () =>
  createServer((request, response) => {
    reach('connected')
    request.once('data', () => reach('data'))
    request.resume().on('end', () => {
      take(request.headers['webhook-id'])
      response.end()
    })
  })

const server = protocol === 'smtp' ? mail() : web()
server.listen(Number(port), '127.0.0.1', () => process.send?.('ready'))
