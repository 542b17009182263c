// Stands in for `node:http2` in the built program. @hono/node-server asks it only whether a request came by HTTP/2, and the gateway
// has no server for that. Loading it takes half as long as loading the routes.

/** The constructor of no request. */
export const Http2ServerRequest = function (): void {}
export const constants = {}
