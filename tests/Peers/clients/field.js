import { boot, now, start, status, stop, values } from '../bench/requests.js';
import { RawStation } from '../bench/raw-station.js';
import { until } from '../bench/until.js';

/**
 * What stations in the field do though no standard says so. It is answered as it is meant, said to the operator, and breaks no connection. Each is
 * tried by a station of its own: what it does, what must come of it, and `{ path, protocols, boots, isRight }` where it dials otherwise, has not
 * booted, or is in its right.
 */
const behaviours = [
  ['no subprotocol', result('Heartbeat', '{}'), { protocols: [] }],
  ['an identity with a space', async ({ central, station }) => {
    await station.call('BootNotification', boot);
    const { id } = await central.station('FIELD WITH SPACE');
    return id === 'FIELD WITH SPACE' ? undefined : id;
  }, { path: 'FIELD%20WITH%20SPACE', id: 'FIELD WITH SPACE', isRight: true }],
  ['a status before its boot', result('StatusNotification', status(1, 'Available')), { boots: false }],
  ['a start before its boot', startsWith(start(1, 'EARLY', 0)), { boots: false }],
  ['a model and a serial number that are too long', result(
    'BootNotification', { ...boot, chargePointModel: 'm'.repeat(33), chargePointSerialNumber: 's'.repeat(33) }, ({ status }) => status === 'Accepted')],
  ['an unknown status', result('StatusNotification', { ...status(1, 'Available'), status: 'Availible' })],
  ['a status in small letters', result('StatusNotification', { ...status(1, 'Available'), status: 'available' })],
  ['an unknown error code', result('StatusNotification', { ...status(1, 'Faulted'), errorCode: 'Error' })],
  ['an unknown measurand, unit and context', measures({ value: '1', measurand: 'Request.Energy', unit: 'Hz', context: 'Sample.Periodical' })],
  ['a sampled value that is a number', measures({ value: 12.5 })],
  ['members that nobody knows', startsWith({ ...start(1, 'EXTRA', 0), vendorSays: { a: [1] } })],
  ['numbers that are texts', startsWith({ ...start(1, 'TEXTS', 0), connectorId: '1', meterStart: '1000' })],
  ['a register with a fraction', startsWith({ ...start(1, 'FRACTION', 0), meterStart: 1000.4 })],
  ['a time without a zone', startsWith({ ...start(1, 'ZONELESS', 0), timestamp: now().replace('Z', '') }), { isRight: true }],
  ['a zone without minutes', startsWith({ ...start(1, 'SHORT', 0), timestamp: now().replace('Z', '+00') }), { isRight: true }],
  ['a card that is too long', startsWith(start(1, 'C'.repeat(40), 0))],
  ['members that are null', result('StatusNotification', { ...status(1, 'Available'), info: null, vendorId: null })],
  ['a transaction that is null', result('MeterValues', { ...values(1, 1, 5), transactionId: null })],
  ['a transaction that is no JSON', dropped('[2,"x","MeterValues",{"connectorId":1,"transactionId":,"meterValue":[]}]')],
  ['a payload that is null', result('Heartbeat', 'null')],
  ['a stop of transaction -1', result('StopTransaction', stop(-1, 'MINUS', 5))],
  ['a stop of a transaction that never was', result('StopTransaction', stop(999_999_999, 'NEVER', 5))],
  ['a stop with a register of -1 and values that are empty', stopsWith({ meterStop: -1, transactionData: [{ timestamp: now(), sampledValue: [] }] })],
  ['a stop with 3,000 values', stopsWith({
    meterStop: 3000, transactionData: Array.from({ length: 3000 }, (_, wh) => ({ timestamp: now(), sampledValue: [{ value: `${wh}`, unit: 'Wh' }] })),
  }), { isRight: true }],
  ['a stop that comes twice', stopsWith({}, 2)],
  ['a start that comes twice', async ({ station }) => {
    const request = start(1, 'TWICE', 0);
    const [one, other] = [await station.call('StartTransaction', request), await station.call('StartTransaction', request)];
    return one[2].transactionId === other[2].transactionId ? undefined : `${JSON.stringify([one, other])}`;
  }],
  ['five calls at once', async ({ station }) => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => station.call('Heartbeat', '{}')));
    return answers.every(([type]) => type === 3) ? undefined : JSON.stringify(answers);
  }, { isRight: true }],
  ['one message id for all calls', async ({ station }) => {
    const answers = [await station.call('Heartbeat', '{}', 'same'), await station.call('StatusNotification', status(1, 'Available'), 'same')];
    return answers.every(([type]) => type === 3) ? undefined : JSON.stringify(answers);
  }],
  ['an action that nobody knows', async ({ station }) => {
    const [type, , code] = await station.call('MakeCoffee', '{}');
    return type === 4 && ['NotImplemented', 'NotSupported'].includes(code) ? undefined : `${type} ${code}`;
  }],
  ['a late answer', dropped('[3,"given-up-long-ago",{"status":"Accepted"}]')],
  ['an error that is an answer to nothing', dropped('[4,"given-up-long-ago","GenericError"]')],
  ['no JSON at all', dropped('hello?')],
  ['a kind of message that is not known', dropped('[7,"x","Heartbeat",{}]')],
  ['a message in pieces', async ({ station }) => {
    station.socket.send('[2,"pieces","Heart', { fin: false });
    station.socket.send('beat",{}]', { fin: true });
    const [type] = await station.answer('pieces');
    return type === 3 ? undefined : type;
  }, { isRight: true }],
  ['a configuration of numbers and truths', commanded('GetConfiguration', {
    configurationKey: [{ key: 'HeartbeatInterval', readonly: 'false', value: 300 }, { key: 'AuthorizeRemoteTxRequests', readonly: false, value: true }],
  })],
  ['an answer in small letters, and more than was asked for', commanded('ClearCache', { status: 'accepted', reason: 'because' })],
  ['a command refused in four elements', refused('ClearCache', id => `[4,"${id}","NotSupported",""]`), { isRight: true }],
  ['a command refused without details', refused('ClearCache', id => `[4,"${id}","OccurrenceConstraintViolation","no",null]`), { isRight: true }],
  ['a second connection of the same station', async ({ central, station, path }) => {
    const other = await RawStation.dial(central, path);
    await until('the end of the older connection', () => station.closed !== undefined);
    const [type] = await other.call('Heartbeat', '{}');
    other.close();
    return type === 3 ? undefined : type;
  }, { isRight: true, isReplaced: true }],
  ['a connection that boots no more', async ({ central, station, path }) => {
    station.close();
    const again = await RawStation.dial(central, path);
    const [type] = await again.call('StatusNotification', status(1, 'Available'));
    again.close();
    return type === 3 ? undefined : type;
  }, { isRight: true, isReplaced: true }],
];

export async function run({ checks, central }) {
  // Not all at once: it is their answers that are looked at, not the crowd.
  const waiting = [...behaviours.entries()];
  await Promise.all(Array.from({ length: 4 }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await attempt({ checks, central }, ...next);
    }
  }));
}

async function attempt({ checks, central }, number, [what, behave, special = {}]) {
  const { path = `FIELD-${number}`, id = path, protocols, boots = true, isRight, isReplaced } = special;
  let station;
  try {
    const before = central.complaints(id);
    station = await RawStation.dial(central, path, protocols);
    if (boots) {
      await station.call('BootNotification', boot);
    }

    const problem = await behave({ central, station, path, id });
    checks.that(`${what}: it is answered`, problem === undefined, problem);
    if (!isReplaced) {
      const [type] = await station.call('Heartbeat', '{}', 'still-there');
      checks.equal(`${what}: the connection stays`, type, 3);
    }

    if (!isRight) {
      await until('a word about it', () => central.complaints(id) > before, 5);
      checks.that(`${what}: it is said`, true);
    }
  } catch (broken) {
    checks.fail(what, broken.message);
  } finally {
    station?.close();
  }
}

/** A call that hears a result, of which `fits` is true. Returns nothing, or what has come instead. */
function result(action, payload, fits = () => true) {
  return async ({ station }) => {
    const frame = await station.call(action, payload);
    return frame[0] === 3 && fits(frame[2]) ? undefined : JSON.stringify(frame);
  };
}

function startsWith(payload) {
  return result('StartTransaction', payload, ({ transactionId }) => transactionId > 0);
}

function measures(sampledValue) {
  return result('MeterValues', { connectorId: 1, meterValue: [{ timestamp: now(), sampledValue: [sampledValue] }] });
}

function stopsWith(members, times = 1) {
  return async ({ station }) => {
    const [, , { transactionId }] = await station.call('StartTransaction', start(1, 'STOPS', 0));
    const request = { ...stop(transactionId, 'STOPS', 10), ...members };
    for (let count = 0; count < times; count++) {
      const frame = await station.call('StopTransaction', request);
      if (frame[0] !== 3) {
        return JSON.stringify(frame);
      }
    }

    return undefined;
  };
}

/** What cannot be answered; the connection must outlast it. */
function dropped(text) {
  return async ({ station }) => station.send(text);
}

/** The central system asks, and the station answers as it likes: whoever has asked sees it, or why not. */
function commanded(action, payload) {
  return async ({ central, station, id }) => {
    const asked = central.call(id, action, {});
    asked.catch(() => {});
    const [, messageId] = await station.command(action);
    station.send(JSON.stringify([3, messageId, payload]));
    const answer = await asked;
    return JSON.stringify(answer) === JSON.stringify(payload) ? undefined : JSON.stringify(answer);
  };
}

function refused(action, frame) {
  return async ({ central, station, id }) => {
    const asked = central.call(id, action, {}).then(answer => JSON.stringify(answer), error => error.message);
    const [, messageId] = await station.command(action);
    station.send(frame(messageId));
    const said = await asked;
    return /: 502 /.test(said) ? undefined : said;
  };
}
