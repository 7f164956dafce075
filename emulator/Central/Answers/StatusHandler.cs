using ChargerFirmware.Central.Violations;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Central.Answers;

/// <summary>Keeps the status of a station's connectors and compares each change with the standard's table (OCPP 1.6, 4.9).</summary>
internal sealed class StatusHandler(CsmsOptions options)
{
    private readonly SortedDictionary<int, StatusNotificationRequest> _statuses = [];

    // Connectors whose last status is current: after a new connection some may have been missed.
    private readonly HashSet<int> _unbroken = [];

    /// <summary>The last status of each connector.</summary>
    public IReadOnlyDictionary<int, StatusNotificationRequest> Statuses => _statuses;

    /// <summary>The station leaves out what lasted less than its MinimumStatusDuration, so edges prove nothing.</summary>
    public bool MayLeaveOut { get; set; }

    /// <summary>The station has connected or started anew: what comes next may follow anything.</summary>
    public void Restart() => _unbroken.Clear();

    public void Take(CallContext context, StatusNotificationRequest request)
    {
        if (request.ConnectorId == 0)
        {
            CheckStation(context, request);
        }
        else
        {
            CheckEdge(context, request);
        }

        CheckErrorCode(context, request);
        CheckTime(context, request);
        if (_statuses.Count >= options.MaxConnectorsPerStation && !_statuses.ContainsKey(request.ConnectorId))
        {
            context.Report(ViolationKind.ImplausibleStatus, $"no station has {options.MaxConnectorsPerStation} connectors and more; not kept");
            return;
        }

        _statuses[request.ConnectorId] = request;
        _unbroken.Add(request.ConnectorId);
    }

    private static void CheckStation(CallContext context, StatusNotificationRequest request)
    {
        if (request.Status is not (ChargePointStatus.Available or ChargePointStatus.Unavailable or ChargePointStatus.Faulted))
        {
            context.Report(ViolationKind.ImplausibleStatus, $"connector 0 cannot be {request.Status}");
        }
    }

    private static void CheckErrorCode(CallContext context, StatusNotificationRequest request)
    {
        if (request is { Status: ChargePointStatus.Faulted, ErrorCode: ChargePointErrorCode.NoError })
        {
            context.Report(ViolationKind.ImplausibleStatus, $"connector {request.ConnectorId} is Faulted with NoError");
        }

        if (request.ErrorCode == ChargePointErrorCode.EVCommunicationError && request.Status is not (
            ChargePointStatus.Preparing or ChargePointStatus.SuspendedEV or ChargePointStatus.SuspendedEVSE or ChargePointStatus.Finishing))
        {
            context.Report(ViolationKind.ImplausibleStatus, $"EVCommunicationError does not go with {request.Status}");
        }
    }

    private void CheckEdge(CallContext context, StatusNotificationRequest request)
    {
        if (!MayLeaveOut && _unbroken.Contains(request.ConnectorId) &&
            _statuses[request.ConnectorId].Status is var before && !StatusTransitions.Allows(before, request.Status))
        {
            context.Report(ViolationKind.StatusEdge, $"connector {request.ConnectorId} goes from {before} to {request.Status}");
        }
    }

    private void CheckTime(CallContext context, StatusNotificationRequest request)
    {
        if (request.Timestamp - context.Now > options.ClockTolerance + context.Clock.Spread)
        {
            context.Report(ViolationKind.Timestamp, "the status is yet to come");
        }

        if (_statuses.TryGetValue(request.ConnectorId, out var before) && before.Timestamp - request.Timestamp > options.ClockTolerance + context.Clock.Spread)
        {
            context.Report(ViolationKind.Timestamp, $"the status before it was of {before.Timestamp:O}");
        }
    }
}
