/**
 * Plugs in, shows the card and waits for the transaction. Returns it.
 * @param isListed whether the card is on a list that spares the question
 */
export async function start({ checks, central, emulator }, connectorId, idTag, { isListed = false } = {}) {
  const from = central.calls.length;
  await emulator.plugIn(connectorId);
  await central.expect('StatusNotification', { connectorId, status: 'Preparing' }, { from });
  await emulator.swipe(connectorId, idTag);
  const started = await central.expect('StartTransaction', { connectorId, idTag }, { from });
  const asked = central.find('Authorize', { idTag }, from)[0];
  checks.that(`connector ${connectorId}: the card is ${isListed ? 'not ' : ''}asked about before it charges`,
    isListed ? !asked : asked && central.calls.indexOf(asked) < central.calls.indexOf(started));
  const view = await emulator.see(connectorId, { transaction_id: id => id !== null });
  return { connectorId, idTag, from, meterStart: started.params.meterStart, transactionId: view.transaction_id };
}

/** Waits until energy flows and is reported. A DC connector checks cable and insulation first, which takes its time. */
export async function charge({ checks, central, emulator }, session, { seconds = 60, energyWh = 5 } = {}) {
  const { connectorId, transactionId, from } = session;
  await central.expect('StatusNotification', { connectorId, status: 'Charging' }, { from, seconds });
  const view = await emulator.see(connectorId, { energy_wh: energy => energy >= energyWh }, 30);
  checks.that(`connector ${connectorId}: charging, the contactor is closed and current flows`,
    view.contactor === 'closed' && view.current_a > 1, JSON.stringify(view));
  await central.expect('MeterValues', { transactionId }, { from, seconds: 30 });
}

/** Waits for the end of a transaction that somebody has asked for, and looks at what was reported of it. */
export async function ended({ checks, central, emulator }, session, reason) {
  const { connectorId, transactionId, from, meterStart } = session;
  const name = `connector ${connectorId}`;
  const { params } = await central.expect('StopTransaction', { transactionId }, { from, seconds: 30 });
  checks.equal(`${name}: the reason is reported`, params.reason ?? 'Local', reason);
  checks.that(`${name}: energy is reported`, params.meterStop - meterStart >= 5, `${meterStart} to ${params.meterStop} Wh`);
  const readings = central.find('MeterValues', { transactionId }, from).flatMap(call => registerOf(call.params.meterValue));
  const trail = [meterStart, ...readings, params.meterStop];
  checks.that(`${name}: the register never runs backwards`, trail.every((wh, index) => index === 0 || wh >= trail[index - 1]), trail);
  await emulator.see(connectorId, { contactor: 'open', transaction_id: null });
  checks.equal(`${name}: started once, stopped once`,
    central.story(from).filter(word => word === `start ${connectorId}` || word === `stop ${transactionId}`),
    [`start ${connectorId}`, `stop ${transactionId}`]);
}

/** The driver leaves. */
export async function leave({ checks, central, emulator }, { connectorId, from }) {
  await central.expect('StatusNotification', { connectorId, status: 'Finishing' }, { from });
  await emulator.see(connectorId, { lock: state => state === 'unlocked' || state === 'none' });
  await emulator.plugOut(connectorId);
  await central.expect('StatusNotification', { connectorId, status: 'Available' }, { from });
  const statuses = central.find('StatusNotification', { connectorId }, from).map(call => call.params.status);
  checks.equal(`connector ${connectorId}: the statuses of a session, in order`, statuses, ['Preparing', 'Charging', 'Finishing', 'Available']);
}

export function registerOf(meterValue) {
  return meterValue.flatMap(({ sampledValue }) => sampledValue
    .filter(({ measurand }) => (measurand ?? 'Energy.Active.Import.Register') === 'Energy.Active.Import.Register')
    .map(({ value }) => Number(value)));
}
