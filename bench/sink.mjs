// A mail server that takes everything and counts it; says its port, then answers each line of its input with what it took.
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

const took = { mails: 0, bytes: 0, last: 0 };
const server = createServer({ noDelay: true }, (socket) => {
  let heard = '';
  let isData = false;
  socket.on('error', () => undefined);
  socket.write('220 sink\r\n');
  socket.on('data', (chunk) => {
    heard += chunk.toString('latin1');
    for (;;) {
      const end = heard.indexOf(isData ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const word = heard.slice(0, 4).toUpperCase();
      heard = heard.slice(end + (isData ? 5 : 2));
      if (isData) {
        isData = false;
        took.mails++;
        took.bytes += end;
        took.last = Date.now();
        socket.write('250 taken\r\n');
      } else if (word === 'EHLO') socket.write('250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n');
      else if (word === 'DATA') {
        isData = true;
        socket.write('354 go on\r\n');
      } else if (word === 'QUIT') socket.end('221 bye\r\n');
      else socket.write('250 ok\r\n');
    }
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
createInterface({ input: process.stdin }).on('line', () => {
  console.log(JSON.stringify(took));
  Object.assign(took, { mails: 0, bytes: 0 });
});
