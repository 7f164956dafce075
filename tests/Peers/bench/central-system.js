import { once } from 'node:events';
import { RPCServer } from 'ocpp-rpc';
import { until } from './until.js';

/**
 * A central system that believes nothing: every message of either side is validated against the standard's schemas. What breaks them, and
 * every CALLERROR and unreadable frame, is a violation.
 */
export class CentralSystem {
  constructor() {
    /** All calls of stations in the order of their arrival: { action, params, messageId, connection }. */
    this.calls = [];
    /** Actions that the station has answered. */
    this.answered = new Set();
    this.violations = [];
    this.requests = [];
    this.connections = 0;
    this.started = new Map();
    /** What becomes of the next upgrades: { status }, or { protocol: false }. */
    this.refusals = [];
    /** Actions whose next call is not answered, because the connection breaks first. */
    this.breakAt = new Set();
    /** Cards that are blocked; every other is welcome. */
    this.blocked = new Set();
    this.path = '/ocpp';
  }

  get url() {
    return `ws://127.0.0.1:${this.port}${this.path}`;
  }

  /** Opens the port: any free one at first, the same one later. */
  async open() {
    this.server = new RPCServer({ protocols: ['ocpp1.6'], strictMode: true, callTimeoutMs: 20_000 });
    this.server.auth((accept, reject, handshake) => this.#admit(accept, reject, handshake));
    this.server.on('client', client => this.#welcome(client));
    this.http = await this.server.listen(this.port ?? 0, '127.0.0.1');
    this.port = this.http.address().port;
    return this;
  }

  /** Is gone from one moment to the next, port and connections. */
  async close() {
    const gone = once(this.http, 'close');
    await this.server.close({ force: true });
    this.http.closeAllConnections();
    await gone;
    this.client = undefined;
  }

  /** Closes the connection, in the middle of whatever goes on. */
  async hangUp() {
    await this.client.close({ code: 1001, reason: 'going away' });
  }

  async call(action, params) {
    const answer = await this.client.call(action, params);
    this.answered.add(action);
    return answer;
  }

  /** Waits for a call of `action`, not before the `from`th of all calls, whose params have all of `expected`. */
  async expect(action, expected = {}, { from = 0, seconds = 20 } = {}) {
    return await until(`${action} ${JSON.stringify(expected)}`, () => this.find(action, expected, from)[0], seconds);
  }

  find(action, expected = {}, from = 0) {
    return this.calls.slice(from).filter(call =>
      call.action === action && Object.entries(expected).every(([name, value]) => call.params[name] === value));
  }

  /** Start, stop and meter values of transactions, as short words in the order of their arrival. */
  story(from = 0) {
    return this.calls.slice(from).flatMap(({ action, params }) => ({
      StartTransaction: [`start ${params.connectorId}`],
      StopTransaction: [`stop ${params.transactionId}`],
      MeterValues: params.transactionId === undefined ? [] : [`meter ${params.transactionId}`],
    })[action] ?? []);
  }

  #admit(accept, reject, handshake) {
    this.requests.push(handshake.request.url);
    const refusal = this.refusals.shift();
    if (handshake.endpoint !== this.path) {
      reject(404, 'Not Found');
    } else if (refusal?.status) {
      reject(refusal.status, 'Not now');
    } else {
      accept({}, refusal?.protocol);
    }
  }

  #welcome(client) {
    this.connections++;
    this.client = client;
    this.identity = client.identity;
    this.protocol = client.protocol;
    const connection = this.connections;
    client.on('strictValidationFailure', failure =>
      this.violations.push(`${failure.method} ${JSON.stringify(failure.result ?? failure.params)}: ${failure.error.message}`));
    client.on('badMessage', ({ buffer, error }) => this.violations.push(`${buffer}: ${error.message}`));
    client.on('response', ({ outbound, payload: [type, , code, description] }) => {
      if (type === 4) {
        this.violations.push(`CALLERROR ${outbound ? 'to' : 'from'} the station: ${code} ${description}`);
      }
    });
    client.handle(({ method, params, messageId }) => {
      this.calls.push({ action: method, params, messageId, connection });
      if (this.breakAt.delete(method)) {
        client.close({ force: true });
      }

      return this.#answer(method, params);
    });
  }

  /** The number of a transaction by its start. One that is sent again, because its answer was lost, is the same transaction. */
  transactionOf(params) {
    const key = JSON.stringify(params);
    if (!this.started.has(key)) {
      this.started.set(key, 700 + this.started.size + 1);
    }

    return this.started.get(key);
  }

  #answer(action, params) {
    const idTagInfo = { status: this.blocked.has(params.idTag) ? 'Blocked' : 'Accepted' };
    switch (action) {
      case 'BootNotification':
        return { status: 'Accepted', currentTime: new Date().toISOString(), interval: 300 };
      case 'Heartbeat':
        return { currentTime: new Date().toISOString() };
      case 'Authorize':
        return { idTagInfo };
      case 'StartTransaction':
        return { idTagInfo, transactionId: this.transactionOf(params) };
      case 'StopTransaction':
        return params.idTag === undefined ? {} : { idTagInfo };
      case 'DataTransfer':
        return { status: 'UnknownVendorId' };
      default:
        return {};
    }
  }
}
