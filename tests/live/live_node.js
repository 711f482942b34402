// SPDX-License-Identifier: ISC
// One TLS server of Node.js, configured by a JSON argument.
//
//     node live_node.js '{"port": ..., "certs": [[CERT, KEY], ...], ...}'
//
// The other members go to tls.createServer() as they are.  What it prints
// first is tls.getCiphers(), the suites that this Node knows at all.
'use strict';
const fs = require('fs');
const tls = require('tls');

const { address, port, certs, ...options } = JSON.parse(process.argv[2]);
options.cert = certs.map((pair) => fs.readFileSync(pair[0]));
options.key = certs.map((pair) => fs.readFileSync(pair[1]));

const server = tls.createServer(options, (socket) => {
  socket.on('error', () => {});
  socket.end();
});
server.on('tlsClientError', () => {});
console.log(JSON.stringify(tls.getCiphers()));
server.listen(port, address);
