import { booted } from '../bench/rig.js';
import { FileServer } from '../bench/file-server.js';
import { unzip } from '../bench/zip.js';

/** Diagnostics go to a server of files and firmware comes from it, over HTTP. */
export const id = 'PEER-10';

export async function run(rig) {
  await booted(rig);
  const files = await new FileServer().open();
  try {
    await uploads(rig, files);
    await missing(rig, files);
    await update(rig, files);
  } finally {
    await files.close();
  }

  const said = JSON.stringify(rig.central.calls) + rig.emulator.output;
  rig.checks.that('the password is neither sent nor logged', !said.includes(FileServer.password));
}

async function uploads(rig, files) {
  const { checks, central } = rig;
  for (const [method, path] of [['POST', '/in/'], ['PUT', '/in/one.zip']]) {
    const from = central.calls.length;
    const { fileName } = await central.call('GetDiagnostics', { location: files.url(path), retries: 1, retryInterval: 1 });
    checks.that('GetDiagnostics names a file', /\.zip$/.test(fileName), fileName);
    await central.expect('DiagnosticsStatusNotification', { status: 'Uploaded' }, { from });
    checks.equal('the statuses of an upload, in order', statuses(central, 'DiagnosticsStatusNotification', from), ['Uploading', 'Uploaded']);

    const upload = files.uploads.at(-1);
    checks.equal(`it came by ${method}`, [upload.method, upload.path, upload.name ?? fileName], [method, path, fileName]);
    const entries = unzip(upload.content);
    checks.that('it holds what the line has carried', entries['frames.txt']?.includes('BootNotification'), Object.keys(entries));
    checks.equal('it holds no password', Object.entries(entries).filter(([, text]) => text.includes(FileServer.password)).map(([name]) => name), []);
  }

  checks.equal('of a time that was never, there is nothing',
    await central.call('GetDiagnostics', { location: files.url('/in/'), stopTime: '2020-01-01T00:00:00Z' }), {});
}

async function missing({ checks, central }, files) {
  const from = central.calls.length;
  checks.equal('UpdateFirmware', await central.call('UpdateFirmware', order(files.url('/no-such.img'), 0)), {});
  await central.expect('FirmwareStatusNotification', { status: 'DownloadFailed' }, { from });
  checks.equal('an image that is not there', statuses(central, 'FirmwareStatusNotification', from), ['Downloading', 'DownloadFailed']);
}

/** The connection breaks once in the middle of the image. */
async function update({ checks, central }, files) {
  const version = '9.8.7';
  files.files.set('/new.img', image(version, 300_000));
  files.cuts.push(100_000);
  const from = central.calls.length;
  await central.call('UpdateFirmware', order(files.url('/new.img'), 2));
  await central.expect('FirmwareStatusNotification', { status: 'Installing' }, { from });
  checks.equal('TriggerMessage while it installs',
    await central.call('TriggerMessage', { requestedMessage: 'FirmwareStatusNotification' }), { status: 'Accepted' });

  const boot = await central.expect('BootNotification', {}, { from, seconds: 90 });
  checks.equal('it boots as what the update made it', boot.params.firmwareVersion, version);
  await central.expect('FirmwareStatusNotification', { status: 'Installed' }, { from, seconds: 60 });
  checks.equal('the statuses of an update, in order', statuses(central, 'FirmwareStatusNotification', from),
    ['Downloading', 'Downloaded', 'Installing', 'Installing', 'Installed']);
  const [first, second, ...more] = files.requests.filter(({ path }) => path === '/new.img');
  checks.equal('a download that broke goes on where it was', [first.range ?? 'all', first.status, second.status, more.length], ['all', 200, 206, 0]);

  const since = central.calls.indexOf(boot);
  for (const connectorId of [1, 2]) {
    checks.that(`connector ${connectorId}: out of service while it installs`,
      central.find('StatusNotification', { connectorId, status: 'Unavailable' }, from).some(call => central.calls.indexOf(call) < since));
    await central.expect('StatusNotification', { connectorId, status: 'Available' }, { from: since });
  }
}

function order(location, retries) {
  return { location, retries, retryInterval: 1, retrieveDate: new Date().toISOString() };
}

function statuses(central, action, from) {
  return central.find(action, {}, from).map(call => call.params.status);
}

/** What the emulated slots take for firmware. */
function image(version, length) {
  return Buffer.concat([Buffer.from(`firmware ${version} Good ${length}\n`)], length);
}
