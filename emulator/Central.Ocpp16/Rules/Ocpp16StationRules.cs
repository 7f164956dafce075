using ChargerFirmware.Central.Judging;
using ChargerFirmware.Central.Ocpp16.Reading;
using ChargerFirmware.Central.Records;
using ChargerFirmware.Ocpp.Messages;
using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Ocpp16;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Central.Ocpp16.Rules;

/// <summary>One station under the rules of OCPP 1.6.</summary>
internal sealed class Ocpp16StationRules(Csms csms, ConnectedStation station, JudgeOptions options) : IStationRules
{
    private static readonly TimeSpan BootTolerance = TimeSpan.FromSeconds(1);
    private static readonly Action<CallReply> Nothing = _ => { };

    private readonly StatusRules _statuses = new(station, options, csms.Options.MaxConnectorsPerStation);
    private readonly TransactionRules _transactions = new(csms, station, options);
    private object? _bootConnection;
    private DateTimeOffset _bootNotBefore = DateTimeOffset.MinValue;

    public void Connected() => _statuses.Restart();

    public Action<CallReply> Check(JudgedCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        switch (call.Call.Action)
        {
            case nameof(Ocpp16Catalog.BootNotification) when Read(call, Ocpp16Catalog.BootNotification) is not null:
                CheckBoot(call);
                return Nothing;
            case nameof(Ocpp16Catalog.MeterValues) when Read(call, Ocpp16Catalog.MeterValues) is { } values:
                return _transactions.CheckValues(call, values) ?? Nothing;
            case nameof(Ocpp16Catalog.StartTransaction) when Read(call, Ocpp16Catalog.StartTransaction) is { } start:
                return _transactions.CheckStart(call, start.Timestamp == default ? start with { Timestamp = call.Now } : start);
            case nameof(Ocpp16Catalog.StopTransaction) when Read(call, Ocpp16Catalog.StopTransaction) is { } stop:
                return _transactions.CheckStop(call, stop);
            case nameof(Ocpp16Catalog.StatusNotification)
                when Read(call, Ocpp16Catalog.StatusNotification) is { } status && TolerantReader.IsKnown(status.Status):
                _statuses.Check(call, status);
                return Nothing;
            default:
                CheckAction(call);
                return Nothing;
        }
    }

    public IEnumerable<string> FaultsOf(string action, ReadOnlyMemory<byte> response) => Ocpp16Catalog.All.TryFind(action, out var description)
        ? description.InspectResponse(response, Strictness.Strict).Faults.Select(fault => fault.ToString())
        : [];

    public void NoteRefused(string action)
    {
        if (action is nameof(Ocpp16Catalog.StartTransaction) or nameof(Ocpp16Catalog.StopTransaction) or nameof(Ocpp16Catalog.MeterValues))
        {
            _transactions.NoteRefused();
        }
    }

    public void NoteMeterExchanged(int connectorId, DateTimeOffset at) => _transactions.NoteMeterExchanged(connectorId, at);

    /// <summary>Reads strictly to find what is wrong, and then what is meant, as it is carried out.</summary>
    private TRequest? Read<TRequest, TResponse>(JudgedCall call, TypedAction<TRequest, TResponse> action)
        where TRequest : class
        where TResponse : class
    {
        var strictly = action.DecodeRequest(call.Call.Payload, Strictness.Strict);
        foreach (var complaint in strictly.Inspected.Faults)
        {
            call.Report(ViolationKind.SchemaFault, complaint.ToString());
        }

        return strictly.TryGet(out var request, out _) ? request
            : csms.Options.Strictness == Strictness.Strict ? null
            : action.DecodeRequest(call.Call.Payload, Strictness.Lenient).TryGet(out request, out _) ? request
            : TolerantRequests.Read<TRequest>(call.Call.Payload, call.Now);
    }

    private static void CheckAction(JudgedCall call)
    {
        if (!Ocpp16Catalog.All.TryFind(call.Call.Action, out var action))
        {
            call.Report(ViolationKind.UnknownAction, $"{call.Call.Action} is no action of OCPP 1.6");
        }
        else if (action.Direction == CallDirection.FromCentralSystem)
        {
            call.Report(ViolationKind.UnknownAction, $"{call.Call.Action} is not a station's to call");
        }
        else if (!IsRead(action.Name))
        {
            foreach (var complaint in action.InspectRequest(call.Call.Payload, Strictness.Strict).Faults)
            {
                call.Report(ViolationKind.SchemaFault, complaint.ToString());
            }
        }
    }

    /// <summary>Whether what is wrong with it was reported when it was read.</summary>
    private static bool IsRead(string action) => action is nameof(Ocpp16Catalog.BootNotification) or nameof(Ocpp16Catalog.MeterValues)
        or nameof(Ocpp16Catalog.StartTransaction) or nameof(Ocpp16Catalog.StopTransaction) or nameof(Ocpp16Catalog.StatusNotification);

    private void CheckBoot(JudgedCall call)
    {
        // On a new connection the station may have started anew, which only this message shows.
        var wasAskedFor = station.Binding is Ocpp16StationBinding binding && binding.HasTriggered(MessageTrigger.BootNotification);
        if (call.Connection == _bootConnection && call.Now < _bootNotBefore && !wasAskedFor)
        {
            call.Report(ViolationKind.BootTooEarly, $"the interval ends at {_bootNotBefore:O}");
        }

        var answer = station.BootAnswer;
        _bootConnection = call.Connection;
        _bootNotBefore = !call.IsSpoilt && answer.Status != RegistrationState.Accepted
            ? call.Now + TimeSpan.FromSeconds(answer.IntervalSeconds) - BootTolerance
            : DateTimeOffset.MinValue;
        _statuses.Restart();
    }
}
