import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** Serves images and takes what stations upload, over HTTP on loopback. Everybody is asked for one user's password. */
export class FileServer {
  static user = 'depot';
  static password = 'correct-horse-battery';

  constructor() {
    /** Images by their path. */
    this.files = new Map();
    /** After how many bytes each of the next downloads breaks. */
    this.cuts = [];
    /** What was asked for: { method, path, range, status }. */
    this.requests = [];
    /** What came: { method, path, name, content }. */
    this.uploads = [];
  }

  async open() {
    this.server = createServer((request, response) => this.#answer(request, response));
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this;
  }

  async close() {
    const gone = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await gone;
  }

  /** An address with user and password in it. */
  url(path) {
    return `http://${FileServer.user}:${FileServer.password}@127.0.0.1:${this.server.address().port}${path}`;
  }

  async #answer(request, response) {
    // What cannot be read is refused, and the story says what did not come.
    const status = await this.#serve(request, response).catch(() => 400);
    this.requests.push({ method: request.method, path: request.url, range: request.headers.range, status });
    if (!response.headersSent) {
      response.writeHead(status).end();
    }
  }

  async #serve(request, response) {
    const credentials = Buffer.from(`${FileServer.user}:${FileServer.password}`).toString('base64');
    if (request.headers.authorization !== `Basic ${credentials}`) {
      return 401;
    }

    if (request.method === 'GET') {
      return this.#send(request, response);
    }

    const content = await buffer(request);
    this.uploads.push({ method: request.method, path: request.url, ...request.method === 'POST' ? await formFile(request, content) : { content } });
    return 201;
  }

  /** The rest of a file is only for whoever has its beginning. */
  #send(request, response) {
    const file = this.files.get(request.url);
    if (!file) {
      return 404;
    }

    const tag = `"${file.length}"`;
    const wanted = /^bytes=(\d+)-$/.exec(request.headers.range ?? '');
    const begin = wanted && request.headers['if-range'] === tag ? Number(wanted[1]) : 0;
    const status = begin > 0 ? 206 : 200;
    response.writeHead(status, {
      etag: tag,
      'content-length': file.length - begin,
      ...begin > 0 && { 'content-range': `bytes ${begin}-${file.length - 1}/${file.length}` },
    });
    const cut = this.cuts.shift();
    if (cut === undefined) {
      response.end(file.subarray(begin));
    } else {
      response.write(file.subarray(begin, cut), () => response.destroy());
    }

    return status;
  }
}

/** The file of a form with one, as browsers send it. */
async function formFile(request, content) {
  const form = await new Response(content, { headers: { 'content-type': request.headers['content-type'] } }).formData();
  const file = form.get('file');
  return { name: file.name, content: Buffer.from(await file.arrayBuffer()) };
}
