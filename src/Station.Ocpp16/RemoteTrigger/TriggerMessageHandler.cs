using ChargerFirmware.EventLoop;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Messages.RemoteTrigger;
using ChargerFirmware.Ocpp16.Types;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Ocpp16.FirmwareManagement;
using ChargerFirmware.Station.Ocpp16.Link;
using ChargerFirmware.Station.Ocpp16.Transactions;
using Context = ChargerFirmware.Station.Metering.ReadingContext;

namespace ChargerFirmware.Station.Ocpp16.RemoteTrigger;

/// <summary>OCPP 1.6, 5.17: answered first, then the message is sent.</summary>
internal sealed class TriggerMessageHandler(
    Loop loop, ChargingStation station, CentralSystemLink link, StatusNotifier statuses, MaintenanceNotifier maintenance)
    : ActionHandler<TriggerMessageRequest, TriggerMessageResponse>(Ocpp16Catalog.TriggerMessage)
{
    protected override Task<CallReply> HandleAsync(TriggerMessageRequest request)
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
            MessageTrigger.MeterValues when connectorId is null || station.Find(connectorId.Value) is not null =>
                Accept(() => TriggerMeterValues(connectorId)),
            MessageTrigger.StatusNotification or MessageTrigger.MeterValues => Answer(TriggerMessageStatus.Rejected),
            _ => Answer(TriggerMessageStatus.NotImplemented),
        };
    }

    private Task<CallReply> Accept(Action then) => Answer(new TriggerMessageResponse { Status = TriggerMessageStatus.Accepted }, then);

    private Task<CallReply> Answer(TriggerMessageStatus status) => Answer(new TriggerMessageResponse { Status = status });

    private void TriggerMeterValues(int? connectorId)
    {
        foreach (var connector in station.Connectors.Where(connector => connectorId is null || connector.Id == connectorId))
        {
            loop.Start(() => SendMeterValuesAsync(connector));
        }
    }

    private async Task SendMeterValuesAsync(Connector connector)
    {
        if (await connector.ReadAsync() is { } snapshot)
        {
            var at = station.Clock.At(snapshot.Reading.Timestamp);
            var transaction = connector.Transaction;
            var sample = new MeterSample(
                transaction?.Stamp(transaction.Time!.Of(at)) ?? at, Context.Trigger, snapshot.SelectOrRegister(station.Settings.MeterValuesSampledData));
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
}
