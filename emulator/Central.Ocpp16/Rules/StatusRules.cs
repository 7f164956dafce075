using ChargerFirmware.Central.Judging;
using ChargerFirmware.Ocpp16.Messages.Core;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Central.Ocpp16.Rules;

/// <summary>Compares each change of a connector's status with the standard's table (OCPP 1.6, 4.9).</summary>
internal sealed class StatusRules(ConnectedStation station, JudgeOptions options, int maxConnectors)
{
    private readonly SortedDictionary<int, StatusNotificationRequest> _statuses = [];

    // Connectors whose last status is current: after a new connection some may have been missed.
    private readonly HashSet<int> _unbroken = [];

    /// <summary>The station leaves out what lasted less than its MinimumStatusDuration, so edges prove nothing.</summary>
    private bool MayLeaveOut => station.ConfigurationValue("MinimumStatusDuration") is { } seconds && seconds.Trim() != "0";

    /// <summary>The station has connected or started anew: what comes next may follow anything.</summary>
    public void Restart() => _unbroken.Clear();

    public void Check(JudgedCall call, StatusNotificationRequest request)
    {
        if (request.ConnectorId == 0)
        {
            CheckStation(call, request);
        }
        else
        {
            CheckEdge(call, request);
        }

        CheckErrorCode(call, request);
        CheckTime(call, request);
        if (_statuses.Count >= maxConnectors && !_statuses.ContainsKey(request.ConnectorId))
        {
            call.Report(ViolationKind.ImplausibleStatus, $"no station has {maxConnectors} connectors and more; not kept");
            return;
        }

        _statuses[request.ConnectorId] = request;
        _unbroken.Add(request.ConnectorId);
    }

    private static void CheckStation(JudgedCall call, StatusNotificationRequest request)
    {
        if (request.Status is not (ChargePointStatus.Available or ChargePointStatus.Unavailable or ChargePointStatus.Faulted))
        {
            call.Report(ViolationKind.ImplausibleStatus, $"connector 0 cannot be {request.Status}");
        }
    }

    private static void CheckErrorCode(JudgedCall call, StatusNotificationRequest request)
    {
        if (request is { Status: ChargePointStatus.Faulted, ErrorCode: ChargePointErrorCode.NoError })
        {
            call.Report(ViolationKind.ImplausibleStatus, $"connector {request.ConnectorId} is Faulted with NoError");
        }

        if (request.ErrorCode == ChargePointErrorCode.EVCommunicationError && request.Status is not (
            ChargePointStatus.Preparing or ChargePointStatus.SuspendedEV or ChargePointStatus.SuspendedEVSE or ChargePointStatus.Finishing))
        {
            call.Report(ViolationKind.ImplausibleStatus, $"EVCommunicationError does not go with {request.Status}");
        }
    }

    private void CheckEdge(JudgedCall call, StatusNotificationRequest request)
    {
        if (!MayLeaveOut && _unbroken.Contains(request.ConnectorId) &&
            _statuses[request.ConnectorId].Status is var before && !StatusTransitions.Allows(before, request.Status))
        {
            call.Report(ViolationKind.StatusEdge, $"connector {request.ConnectorId} goes from {before} to {request.Status}");
        }
    }

    private void CheckTime(JudgedCall call, StatusNotificationRequest request)
    {
        if (request.Timestamp - call.Now > options.ClockTolerance + call.Clock.Spread)
        {
            call.Report(ViolationKind.Timestamp, "the status is yet to come");
        }

        if (_statuses.TryGetValue(request.ConnectorId, out var before) && before.Timestamp - request.Timestamp > options.ClockTolerance + call.Clock.Spread)
        {
            call.Report(ViolationKind.Timestamp, $"the status before it was of {before.Timestamp:O}");
        }
    }
}
