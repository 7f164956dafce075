import { once } from 'node:events';
import { WebSocket, WebSocketServer } from 'ws';

/**
 * A line between station and central system in the middle of which somebody sits: `change` is given each frame of the station and
 * returns those that go on, which may be none or two.
 */
export class Line {
  constructor(central, change) {
    this.central = central;
    this.change = change;
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
    const upstream = new WebSocket(`ws://127.0.0.1:${this.central.port}${request.url}`, station.protocol);
    const opened = once(upstream, 'open');
    station.on('message', async data => {
      await opened;
      [this.change(JSON.parse(data))].flat().forEach(frame => upstream.send(frame));
    });
    upstream.on('message', data => station.send(data.toString()));
    station.on('close', () => upstream.terminate());
    upstream.on('close', () => station.terminate());
    upstream.on('error', () => station.terminate());
  }
}
