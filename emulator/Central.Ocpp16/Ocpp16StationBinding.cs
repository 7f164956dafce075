using ChargerFirmware.Central.Bindings;
using ChargerFirmware.Central.Commands;
using ChargerFirmware.Central.Ocpp16.Commands;
using ChargerFirmware.Central.Ocpp16.Handlers;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Ocpp.Channels;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Central.Ocpp16;

/// <summary>One station that speaks OCPP 1.6.</summary>
internal sealed class Ocpp16StationBinding : IStationBinding
{
    private readonly ConnectedStation _station;
    private readonly AcceptedCommands _accepted;
    private readonly HashSet<MessageTrigger> _triggered = [];

    public Ocpp16StationBinding(Csms csms, ConnectedStation station, VendorDataTransfer dataTransfer)
    {
        _station = station;
        _accepted = new AcceptedCommands(csms, station);
        Commands = new OperatorCommands(station);
        var transactions = new TransactionIds(csms, station);
        Handlers = new ActionHandlers(
            Ocpp16Catalog.All,
            new AuthorizeHandler(csms, station),
            new BootNotificationHandler(csms, station, _triggered.Clear),
            new DataTransferHandler(csms, station, dataTransfer),
            new DiagnosticsStatusNotificationHandler(csms, station),
            new FirmwareStatusNotificationHandler(csms, station),
            new HeartbeatHandler(csms, station),
            new MeterValuesHandler(csms, station, transactions),
            new StartTransactionHandler(csms, station),
            new StatusNotificationHandler(csms, station),
            new StopTransactionHandler(csms, station, transactions));
    }

    public ActionHandlers Handlers { get; }

    public IStationCommands Commands { get; }

    /// <summary>Before it is accepted a station only boots; while it is pending it also sends what it was asked for (OCPP 1.6, 4.2).</summary>
    public bool MayCall(string action) => _station.Registration switch
    {
        RegistrationState.Accepted => true,
        RegistrationState.Pending when Enum.TryParse<MessageTrigger>(action, out var message) && _triggered.Contains(message) => true,
        _ => action == Ocpp16Catalog.BootNotification.Name,
    };

    /// <summary>Whether the station was asked for that message since it booted.</summary>
    public bool HasTriggered(MessageTrigger message) => _triggered.Contains(message);

    public void NoteCall(string action, ReadOnlyMemory<byte> request)
    {
        if (action == Ocpp16Catalog.TriggerMessage.Name &&
            Ocpp16Catalog.TriggerMessage.DecodeRequest(request, Strictness.Lenient).TryGet(out var trigger, out _))
        {
            _triggered.Add(trigger.RequestedMessage);
        }
    }

    public Task NoteOutcomeAsync(string action, ReadOnlyMemory<byte> request, CallOutcome outcome) =>
        outcome is CallOutcome.Result result ? _accepted.KeepAsync(action, request, result.Payload) : Task.CompletedTask;
}
