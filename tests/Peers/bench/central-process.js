import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './until.js';

const running = new Set();
const stores = mkdtempSync(join(tmpdir(), 'central-'));

// Whatever ends this program, no central system outlives it, nor what it has kept.
process.on('exit', () => {
  running.forEach(process => process.kill('SIGKILL'));
  rmSync(stores, { recursive: true, force: true, maxRetries: 3 });
});

/** The central system as a process of its own, with a store of its own. */
export class CentralProcess {
  constructor(process) {
    this.process = process;
    this.output = '';
    [process.stdout, process.stderr].forEach(stream => stream.setEncoding('utf8').on('data', text => this.output += text));
    this.ended = once(process, 'exit').then(([code, signal]) => {
      running.delete(process);
      this.end = code ?? signal;
      return this.end;
    });
  }

  static async start(program, ...options) {
    const store = join(mkdtempSync(join(stores, 'store-')), 'central.db');
    const process = spawn(
      program, ['--headless', '--listen', '127.0.0.1:0', '--http', '127.0.0.1:0', '--store', store, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(process);
    const central = new CentralProcess(process);
    const [, url] = await central.says(/^central system (ws:\S+)\/<id>/m);
    const [, api] = await central.says(/^(http:\/\/[\d.]+:\d+)/m);
    return Object.assign(central, { url, api });
  }

  get port() {
    return Number(new URL(this.url).port);
  }

  /** Waits until its output matches. */
  says(pattern) {
    return until(`${pattern} in its output`, () => {
      if (this.end !== undefined) {
        throw new Error(`the central system has ended with ${this.end}: ${this.output}`);
      }

      return pattern.exec(this.output);
    }, 60);
  }

  /** Calls a station. Returns the payload of its answer. */
  async call(id, action, payload = {}) {
    return (await this.ask('POST', `/api/v1/stations/${encodeURIComponent(id)}/commands/${action}`, payload)).payload;
  }

  station(id) {
    return this.ask('GET', `/api/v1/stations/${encodeURIComponent(id)}`);
  }

  sessions(id) {
    return this.ask('GET', `/api/v1/sessions?station=${encodeURIComponent(id)}&limit=1000`);
  }

  samples(session) {
    return this.ask('GET', `/api/v1/sessions/${session}/samples`);
  }

  /** What it has said about a station that does not keep to the standard. */
  complaints(id) {
    return this.output.split('\n').filter(line => line.includes(` ${id} `) || line.includes(` ${id}: `)).length;
  }

  /** @throws Error with the status and what was said, where it is refused */
  async ask(method, path, content) {
    const response = await fetch(this.api + path, {
      method,
      signal: AbortSignal.timeout(20_000),
      ...content && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(content) },
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }

    return JSON.parse(text);
  }

  /** Asks it to end in order. Returns its exit code, or the signal that killed it. */
  async terminate() {
    this.process.kill('SIGTERM');
    const patience = setTimeout(() => this.process.kill('SIGKILL'), 20_000);
    const end = await this.ended;
    clearTimeout(patience);
    return end;
  }
}
