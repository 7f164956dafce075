import { booted } from '../bench/rig.js';
import { charge, ended, leave, start } from '../bench/session.js';

/** The central system gives its list of cards away, and the station decides by it. */
export const id = 'PEER-7';

export async function run(rig) {
  const { checks, central } = rig;
  await booted(rig);
  await versions(rig);

  for (const [key, value] of [['MeterValueSampleInterval', '2'], ['LocalPreAuthorize', 'true']]) {
    checks.equal(`ChangeConfiguration ${key}`, await central.call('ChangeConfiguration', { key, value }), { status: 'Accepted' });
  }

  // What is blocked on the list may be free again by now: it is asked about.
  central.blocked.add('LIST-BLOCKED');
  await rig.emulator.swipe(1, 'LIST-BLOCKED');
  await central.expect('Authorize', { idTag: 'LIST-BLOCKED' });
  const session = await start(rig, 1, 'LIST-NEW', { isListed: true });
  await charge(rig, session);
  await rig.emulator.swipe(1, session.idTag);
  await ended(rig, session, 'Local');
  await leave(rig, session);
  checks.equal('a card that is blocked on the list starts nothing', central.find('StartTransaction', { idTag: 'LIST-BLOCKED' }), []);

  // What was taken off the list is asked about.
  const other = await start(rig, 1, 'LIST-OLD');
  await charge(rig, other);
  await rig.emulator.swipe(1, other.idTag);
  await ended(rig, other, 'Local');
}

async function versions({ checks, central }) {
  const version = async () => (await central.call('GetLocalListVersion', {})).listVersion;
  const send = (updateType, listVersion, localAuthorizationList) =>
    central.call('SendLocalList', { listVersion, updateType, ...localAuthorizationList && { localAuthorizationList } });
  const expiryDate = new Date(Date.now() + 86_400_000).toISOString();
  const full = [
    { idTag: 'LIST-OLD', idTagInfo: { status: 'Accepted', expiryDate } },
    { idTag: 'LIST-BLOCKED', idTagInfo: { status: 'Blocked' } },
  ];
  const changes = [{ idTag: 'LIST-OLD' }, { idTag: 'LIST-NEW', idTagInfo: { status: 'Accepted', expiryDate, parentIdTag: 'FAMILY' } }];

  checks.equal('GetLocalListVersion without a list', await version(), 0);
  checks.equal('SendLocalList Full', await send('Full', 3, full), { status: 'Accepted' });
  checks.equal('GetLocalListVersion of a full list', await version(), 3);
  checks.equal('SendLocalList Differential', await send('Differential', 4, changes), { status: 'Accepted' });
  checks.equal('SendLocalList Differential that comes too late', await send('Differential', 2, changes), { status: 'VersionMismatch' });
  checks.equal('GetLocalListVersion after changes', await version(), 4);
}
