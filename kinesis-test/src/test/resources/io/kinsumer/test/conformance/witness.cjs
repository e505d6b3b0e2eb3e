// Preloaded into a witness: it listens on 127.0.0.1 only, and ends when the JVM that started it does.
// Its answers go out at once: delayed acknowledgements would cost 40 ms a call.
const net = require('node:net');
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (first, ...rest) {
  this.on('connection', (socket) => socket.setNoDelay(true));
  if (first !== null && typeof first === 'object' && 'port' in first) {
    return listen.call(this, { ...first, host: '127.0.0.1' }, ...rest);
  }
  return listen.call(this, { port: Number(first), host: '127.0.0.1' }, ...rest.filter((it) => typeof it === 'function'));
};
process.stdin.on('end', () => process.exit(0)).resume();
