import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../../../emulator/boards/modbus-tcp-bench.json', import.meta.url));

/** A board in a process of its own, whose devices answer on a port of loopback. It ends with its input. */
export class Board {
  #lines = [];
  #waiting = [];
  #ended = false;

  /** @param folder where its file is written */
  static async start(emulator, folder) {
    const board = new Board();
    const port = await freePort();
    board.file = join(folder, 'board.json');
    writeFileSync(board.file, readFileSync(source, 'utf8').replace('"port": 8502', `"port": ${port}`));
    board.process = spawn(emulator, ['board', '--board', board.file, '--seed', '7'], { stdio: ['pipe', 'pipe', 'inherit'] });
    let rest = '';
    board.process.stdout.setEncoding('utf8').on('data', text => {
      const lines = (rest + text).split('\n');
      rest = lines.pop();
      lines.forEach(line => (board.#waiting.shift() ?? (late => board.#lines.push(late)))(line));
    });
    board.process.once('exit', () => {
      board.#ended = true;
      board.#waiting.splice(0).forEach(take => take(undefined));
    });
    await board.#line();
    return board;
  }

  say(words) {
    this.process.stdin.write(`${words}\n`);
  }

  /** What the meter's register shows, and what has flowed through the contactor, in Wh. */
  async meter() {
    this.say('meter');
    const [, register, flowed] = /register ([\d.]+) Wh, flowed ([\d.]+) Wh/.exec(await this.#line());
    return { register: Number(register), flowed: Number(flowed) };
  }

  async end() {
    const ended = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await ended;
  }

  /** Its next line; an error when the process has ended. */
  async #line() {
    const line = this.#lines.length > 0 || this.#ended ? this.#lines.shift() : await new Promise(take => this.#waiting.push(take));
    if (line === undefined) {
      throw new Error('the emulated board has ended');
    }

    return line;
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}
