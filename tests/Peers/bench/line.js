import { once } from 'node:events';
import { WebSocket, WebSocketServer } from 'ws';

/**
 * A line between station and central system in the middle of which somebody sits: `change` is given each frame of the station and
 * returns those that go on, which may be none or two; `changeBack` is given those of the central system.
 */
export class Line {
  constructor(central, change, changeBack = frame => JSON.stringify(frame)) {
    this.central = central;
    this.change = change;
    this.changeBack = changeBack;
  }

  async open() {
    this.server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    this.server.on('connection', (station, request) => this.#join(station, request));
    await once(this.server, 'listening');
    this.port = this.server.address().port;
    return this;
  }

  async close() {
    this.server.clients.forEach(client => client.terminate());
    await new Promise(resolve => this.server.close(resolve));
  }

  #join(station, request) {
    const upstream = new WebSocket(`ws://127.0.0.1:${this.central.port}${request.url}`, station.protocol ? [station.protocol] : []);
    const opened = once(upstream, 'open');
    station.on('message', async data => {
      await opened;
      through(data, this.change).forEach(frame => upstream.send(frame));
    });
    upstream.on('message', data => through(data, this.changeBack).forEach(frame => station.send(frame)));
    station.on('close', () => upstream.terminate());
    upstream.on('close', () => station.terminate());
    upstream.on('error', () => station.terminate());
  }
}

/** What becomes of a message; one that is no frame goes on as it is. */
function through(data, change) {
  let frame;
  try {
    frame = JSON.parse(data);
  } catch {
    return [data.toString()];
  }

  return [change(frame)].flat();
}
