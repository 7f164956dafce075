import { once } from 'node:events';
import WebSocket from 'ws';
import { until } from './until.js';

/** A station that says what it is told to, word by word, and answers no command by itself. */
export class RawStation {
  constructor(socket) {
    this.socket = socket;
    /** Frames that came, in their order. */
    this.frames = [];
    this.closed = undefined;
    this.count = 0;
    socket.on('message', data => this.frames.push(JSON.parse(data)));
    socket.on('close', code => this.closed = code);
    socket.on('error', error => this.closed ??= error.message);
  }

  /** @param path as it stands in the request line */
  static async dial(central, path, protocols = ['ocpp1.6']) {
    const socket = new WebSocket(`${central.url}/${path}`, protocols);
    const station = new RawStation(socket);
    await once(socket, 'open');
    return station;
  }

  send(text) {
    this.socket.send(text);
  }

  /** Calls with a payload that is text already, and waits for the answer, whatever it is. */
  async call(action, payload, messageId = `m${++this.count}`) {
    const from = this.frames.length;
    this.send(`[2,"${messageId}","${action}",${typeof payload === 'string' ? payload : JSON.stringify(payload)}]`);
    return await this.answer(messageId, from);
  }

  answer(messageId, from = 0) {
    return this.#come(`an answer to ${messageId}`, frame => frame[0] !== 2 && frame[1] === messageId, from);
  }

  command(action, from = 0) {
    return this.#come(action, frame => frame[0] === 2 && frame[2] === action, from);
  }

  close() {
    this.socket.terminate();
  }

  #come(what, fits, from) {
    return until(what, () => {
      if (this.closed !== undefined) {
        throw new Error(`${what} has not come: the connection was closed with ${this.closed}`);
      }

      return this.frames.slice(from).find(fits);
    });
  }
}
