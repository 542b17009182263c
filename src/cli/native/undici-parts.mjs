// Stands in for `undici` in the built program: what of it is used. All of it is five times as much, read in one piece with the first
// question.
export { default as Client } from 'undici/lib/dispatcher/client.js'
export { default as Agent } from 'undici/lib/dispatcher/agent.js'
export { default as buildConnector } from 'undici/lib/core/connect.js'
