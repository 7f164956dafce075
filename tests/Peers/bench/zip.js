import { inflateRawSync } from 'node:zlib';

const [endOfDirectory, entry] = [0x06054b50, 0x02014b50];

/** The files of a zip archive by their names, as text. Throws when it is none. */
export function unzip(archive) {
  let at = archive.length - 22;
  while (archive.readUInt32LE(at) !== endOfDirectory) {
    at--;
  }

  const files = {};
  let next = archive.readUInt32LE(at + 16);
  for (let count = archive.readUInt16LE(at + 10); count > 0; count--) {
    if (archive.readUInt32LE(next) !== entry) {
      throw new Error(`no entry of a zip archive at ${next}`);
    }

    const [method, packed, nameLength] = [archive.readUInt16LE(next + 10), archive.readUInt32LE(next + 20), archive.readUInt16LE(next + 28)];
    const local = archive.readUInt32LE(next + 42);
    const begin = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const content = archive.subarray(begin, begin + packed);
    files[archive.toString('utf8', next + 46, next + 46 + nameLength)] = (method === 0 ? content : inflateRawSync(content)).toString();
    next += 46 + nameLength + archive.readUInt16LE(next + 30) + archive.readUInt16LE(next + 32);
  }

  return files;
}
