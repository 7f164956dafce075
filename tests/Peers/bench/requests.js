/** What a station says in a session, by the standard. */
export const boot = { chargePointVendor: 'Stranger', chargePointModel: 'One', chargePointSerialNumber: 'S-1', firmwareVersion: '1.0' };

export const status = (connectorId, word) => ({ connectorId, errorCode: 'NoError', status: word, timestamp: now() });

export const start = (connectorId, idTag, meterStart) => ({ connectorId, idTag, meterStart, timestamp: now() });

export const values = (connectorId, transactionId, wh) => ({
  connectorId,
  transactionId,
  meterValue: [{
    timestamp: now(),
    sampledValue: [
      { value: `${wh}`, context: 'Sample.Periodic', measurand: 'Energy.Active.Import.Register', unit: 'Wh' },
      { value: '11040.5', measurand: 'Power.Active.Import', unit: 'W' },
    ],
  }],
});

export const stop = (transactionId, idTag, meterStop) => ({
  transactionId,
  idTag,
  meterStop,
  timestamp: now(),
  reason: 'Local',
  transactionData: [{ timestamp: now(), sampledValue: [{ value: `${meterStop}`, context: 'Transaction.End' }] }],
});

/** To the millisecond, as it is written. */
export function now() {
  return new Date().toISOString();
}

/** What a central system calls, with a payload of the standard, and what a station answers. */
export const commands = {
  CancelReservation: [{ reservationId: 7 }, { status: 'Accepted' }],
  ChangeAvailability: [{ connectorId: 2, type: 'Operative' }, { status: 'Accepted' }],
  ChangeConfiguration: [{ key: 'MeterValueSampleInterval', value: '60' }, { status: 'Accepted' }],
  ClearCache: [{}, { status: 'Accepted' }],
  ClearChargingProfile: [{ id: 3 }, { status: 'Accepted' }],
  DataTransfer: [{ vendorId: 'org.example', messageId: 'hello', data: 'world' }, { status: 'Accepted', data: 'hello' }],
  GetCompositeSchedule: [{ connectorId: 1, duration: 600 }, { status: 'Rejected' }],
  GetConfiguration: [
    { key: ['HeartbeatInterval'] }, { configurationKey: [{ key: 'HeartbeatInterval', readonly: false, value: '300' }], unknownKey: [] },
  ],
  GetDiagnostics: [{ location: 'ftp://127.0.0.1/logs/' }, { fileName: 'diagnostics.zip' }],
  GetLocalListVersion: [{}, { listVersion: 0 }],
  RemoteStartTransaction: [{ connectorId: 1, idTag: 'REMOTE1' }, { status: 'Accepted' }],
  RemoteStopTransaction: [{ transactionId: 1 }, { status: 'Rejected' }],
  ReserveNow: [{ connectorId: 2, expiryDate: '2099-01-01T00:00:00.000Z', idTag: 'RESERVED1', reservationId: 7 }, { status: 'Accepted' }],
  Reset: [{ type: 'Soft' }, { status: 'Accepted' }],
  SendLocalList: [
    { listVersion: 1, updateType: 'Full', localAuthorizationList: [{ idTag: 'LISTED1', idTagInfo: { status: 'Accepted' } }] }, { status: 'Accepted' }],
  SetChargingProfile: [
    {
      connectorId: 0,
      csChargingProfiles: {
        chargingProfileId: 3,
        stackLevel: 0,
        chargingProfilePurpose: 'ChargePointMaxProfile',
        chargingProfileKind: 'Absolute',
        chargingSchedule: { chargingRateUnit: 'A', chargingSchedulePeriod: [{ startPeriod: 0, limit: 16.1 }] },
      },
    },
    { status: 'Accepted' },
  ],
  TriggerMessage: [{ requestedMessage: 'Heartbeat' }, { status: 'Accepted' }],
  UnlockConnector: [{ connectorId: 1 }, { status: 'Unlocked' }],
  UpdateFirmware: [{ location: 'http://127.0.0.1/firmware.bin', retrieveDate: '2099-01-01T00:00:00.000Z' }, {}],
};
