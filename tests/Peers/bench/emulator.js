import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until.js';

const running = new Set();

/** What the stations remember: one folder for all of them, below it one each. */
const stores = mkdtempSync(join(tmpdir(), 'peers-'));

// Whatever ends this program, no station outlives it, nor what it remembers.
process.on('exit', () => {
  running.forEach(process => process.kill('SIGKILL'));
  rmSync(stores, { recursive: true, force: true, maxRetries: 3 });
});

/** The emulator as a process of its own, driven over HTTP. */
export class Emulator {
  static program;

  constructor(process) {
    this.process = process;
    this.output = '';
    process.stdout.on('data', text => this.output += text);
    process.stderr.on('data', text => this.output += text);
    this.ended = once(process, 'exit').then(([code, signal]) => {
      running.delete(process);
      this.end = code ?? signal;
      return this.end;
    });
  }

  /** @param store the folder in which it remembers; a new one unless it is given that of another, which has ended */
  static async start(csmsUrl, id, store = mkdtempSync(join(stores, 'store-'))) {
    const process = spawn(
      Emulator.program,
      ['run', '--headless', '--csms', csmsUrl, '--id', id, '--api', '127.0.0.1:0', '--store', store],
      { stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(process);
    process.stdout.setEncoding('utf8');
    process.stderr.setEncoding('utf8');
    const emulator = new Emulator(process);
    emulator.store = store;
    const found = await until('the address of the HTTP interface', () => {
      if (emulator.end !== undefined) {
        throw new Error(`the emulator has ended with ${emulator.end}: ${emulator.output}`);
      }

      return /http:\/\/[\d.]+:\d+/.exec(emulator.output);
    }, 60);
    emulator.api = found[0];
    return emulator;
  }

  connector(number) {
    return this.#ask('GET', `/connectors/${number}`);
  }

  plugIn(number) {
    return this.#ask('POST', `/connectors/${number}/plug-in?soc_percent=30`);
  }

  plugOut(number) {
    return this.#ask('POST', `/connectors/${number}/plug-out`);
  }

  swipe(number, idTag) {
    return this.#ask('POST', `/connectors/${number}/swipe?id_tag=${encodeURIComponent(idTag)}`);
  }

  ev(number, does) {
    return this.#ask('POST', `/connectors/${number}/ev/${does}`);
  }

  /** Breaks something; `fault` is a name of the table of faults, connector 0 the station. */
  fault(number, fault) {
    return this.#ask('POST', `/connectors/${number}/fault`, { error_code: fault });
  }

  clearFault(number, fault) {
    return this.#ask('POST', `/connectors/${number}/clear-fault`, { error_code: fault });
  }

  /** Disturbs the line to the central system; without a verb, how it stands. */
  link(verb, query = '') {
    return verb ? this.#ask('POST', `/link/${verb}?${query}`) : this.#ask('GET', '/link');
  }

  acknowledge() {
    return this.#ask('POST', '/acknowledge');
  }

  /** Waits until a connector's view has all of `expected`; a function is asked, anything else compared. */
  async see(number, expected, seconds) {
    let view;
    try {
      return await until(`connector ${number}: ${Object.keys(expected)}`, async () => {
        view = await this.connector(number);
        return Object.entries(expected).every(([name, value]) =>
          typeof value === 'function' ? value(view[name]) : view[name] === value) && view;
      }, seconds);
    } catch (late) {
      throw new Error(`${late.message}; expected ${JSON.stringify(expected)}, found ${JSON.stringify(view)}`);
    }
  }

  /** Asks it to end in order. Returns its exit code, or the signal that killed it. */
  async terminate(signal = 'SIGTERM') {
    this.process.kill(signal);
    const patience = setTimeout(() => this.process.kill('SIGKILL'), 40_000);
    const end = await this.ended;
    clearTimeout(patience);
    return end;
  }

  async #ask(method, path, content) {
    const response = await fetch(this.api + path, {
      method,
      signal: AbortSignal.timeout(10_000),
      ...content && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(content) },
    });
    const body = await response.json();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${body.detail}`);
    }

    return body;
  }
}
