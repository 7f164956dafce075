using ChargerFirmware.EventLoop;
using ChargerFirmware.Hardware;
using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Messages.RemoteTrigger;
using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Ocpp16.Transactions;
using ChargerFirmware.Station.Protocol;
using ChargerFirmware.Station.Protocol.Link;
using ChargerFirmware.Station.Protocol.Maintenance;
using Context = ChargerFirmware.Station.Metering.ReadingContext;

namespace ChargerFirmware.Station.Ocpp16.RemoteTrigger;

/// <summary>OCPP 1.6, 5.17: answered first, then the message is sent.</summary>
internal sealed class TriggerMessageHandler(
    Loop loop, ChargingStation station, CentralSystemLink link, StatusNotifier statuses, MaintenanceNotifier maintenance)
    : ActionHandler<TriggerMessageRequest, TriggerMessageResponse>(Ocpp16Catalog.TriggerMessage)
{
    public override Task<ActionReply<TriggerMessageResponse>> HandleAsync(TriggerMessageRequest request)
    {
        var connectorId = request.ConnectorId;
        return request.RequestedMessage switch
        {
            MessageTrigger.BootNotification => Accept(link.TriggerBootNotification),
            MessageTrigger.Heartbeat => Accept(link.TriggerHeartbeat),
            MessageTrigger.FirmwareStatusNotification => Accept(maintenance.TriggerFirmware),
            MessageTrigger.DiagnosticsStatusNotification => Accept(maintenance.TriggerDiagnostics),
            MessageTrigger.StatusNotification when connectorId is null or 0 || station.Find(connectorId.Value) is not null =>
                Accept(() => statuses.Trigger(connectorId)),
            MessageTrigger.MeterValues when Sampled(connectorId) is { Count: > 0 } connectors => Accept(() => TriggerMeterValues(connectors)),
            MessageTrigger.StatusNotification or MessageTrigger.MeterValues => Answer(TriggerMessageStatus.Rejected),
            _ => Answer(TriggerMessageStatus.NotImplemented),
        };
    }

    private static Task<ActionReply<TriggerMessageResponse>> Accept(Action then) =>
        Answer(new TriggerMessageResponse { Status = TriggerMessageStatus.Accepted }, then);

    private static Task<ActionReply<TriggerMessageResponse>> Answer(TriggerMessageStatus status) =>
        Answer(new TriggerMessageResponse { Status = status });

    /// <summary>Those asked for of which something is known or about to be: what has nothing to send is Rejected and not waited for.</summary>
    private List<Connector> Sampled(int? connectorId) =>
        [.. station.Connectors.Where(connector => (connectorId is null || connector.Id == connectorId) && HasValues(connector))];

    private bool HasValues(Connector connector) =>
        connector.Devices.Meter.Health != DeviceHealth.Lost || Select(connector.Known()).Count > 0;

    private void TriggerMeterValues(List<Connector> connectors)
    {
        foreach (var connector in connectors)
        {
            loop.Start(() => SendMeterValuesAsync(connector));
        }
    }

    private async Task SendMeterValuesAsync(Connector connector)
    {
        var snapshot = await connector.ReadAsync();
        if (snapshot.Reading is null)
        {
            // It has just missed: what it said a few seconds ago is known, with the time of then. Once it is lost, no more.
            snapshot = connector.Known();
        }

        if (Select(snapshot) is { Count: > 0 } values)
        {
            var at = snapshot.Reading is { } reading ? station.Clock.At(reading.Timestamp) : station.Clock.UtcNow;
            var transaction = connector.Transaction;
            var sample = new MeterSample(transaction?.Stamp(transaction.Time!.Of(at)) ?? at, Context.Trigger, values);
            await link.CallAsync(
                Ocpp16Catalog.MeterValues,
                new MeterValuesRequest
                {
                    ConnectorId = connector.Id,
                    TransactionId = transaction?.CentralSystemId,
                    MeterValue = [SampleWriter.Write(sample)],
                },
                whilePending: true);
        }
    }

    private IReadOnlyList<MeasuredValue> Select(Snapshot snapshot) => snapshot.SelectOrRegister(station.Settings.MeterValuesSampledData);
}
