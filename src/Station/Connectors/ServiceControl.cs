using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Outlets;
using ChargerFirmware.Station.Transactions;

namespace ChargerFirmware.Station.Connectors;

/// <summary>
/// Takes the station and its connectors out of service and back: made inoperative, held for a firmware update, stopped for a restart or by a fault
/// of our own logic. Used on the loop only.
/// </summary>
/// <param name="recheck">Called when the statuses may be others.</param>
internal sealed class ServiceControl(IReadOnlyList<Connector> connectors, Availability availability, TimeProvider time, Action recheck)
{
    /// <summary><see cref="FailLogic"/> was called.</summary>
    public bool IsLogicFailing => connectors.Any(connector => connector.Faults.Contains(KnownFaults.LogicFailing));

    /// <summary>What a change of availability would come to now.</summary>
    /// <param name="connectorId">Null for the station and all its connectors.</param>
    public AvailabilityChange JudgeAvailability(int? connectorId, bool operative)
    {
        if (connectorId is not null && !Affected(connectorId).Any())
        {
            return AvailabilityChange.Rejected;
        }

        var busy = Affected(connectorId).Any(connector => connector.Transaction is not null);
        return busy && !operative ? AvailabilityChange.Scheduled : AvailabilityChange.Accepted;
    }

    /// <summary>
    /// Makes a connector, or with null the station and all of them, operative or inoperative. Transactions go on to their end. Ends when it would survive
    /// a power cut; it shows with <see cref="ShowAvailability"/>.
    /// </summary>
    public Task SetAvailabilityAsync(int? connectorId, bool operative)
    {
        var affected = Affected(connectorId).Select(connector => connector.Id);
        return availability.SetAsync(affected.Concat(connectorId is null ? [Availability.Station] : []), operative);
    }

    /// <summary>Brings the statuses in line with <see cref="SetAvailabilityAsync"/>; who waits for an inoperative connector waits no longer.</summary>
    public void ShowAvailability()
    {
        foreach (var connector in connectors.Where(connector => !connector.Operative))
        {
            connector.Withdraw();
        }

        recheck();
    }

    /// <summary>A turn of our own has failed, with unknown effects: every connector stops until a restart.</summary>
    public void FailLogic()
    {
        foreach (var connector in connectors)
        {
            connector.Faults.Raise(KnownFaults.LogicFailing);
        }

        recheck();
    }

    /// <summary>Shows idle connectors as Unavailable, and those that charge after it, until it is called with false.</summary>
    public void HoldStarts(bool hold)
    {
        if (availability.HoldsStarts != hold)
        {
            availability.HoldsStarts = hold;
            foreach (var connector in hold ? connectors : [])
            {
                connector.Withdraw();
            }

            recheck();
        }
    }

    /// <summary>Ends when no connector has a transaction, nor begins one.</summary>
    public async Task UntilIdleAsync()
    {
        while (connectors.FirstOrDefault(connector => !connector.IsIdle) is { } busy)
        {
            await busy.Conditions.UntilAsync(() => busy.IsIdle, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Takes starts again after <see cref="StopAllAsync"/>, because the station stays up after all.</summary>
    public void ResumeStarts() => availability.TakesStarts = true;

    /// <summary>Ends every transaction and waits for it, and for the locks that move with it. None begins from then on.</summary>
    /// <returns>False when one has not ended within <paramref name="timeout"/>; its contactor is open all the same.</returns>
    public async Task<bool> StopAllAsync(StopReason reason, TimeSpan timeout)
    {
        var began = time.GetTimestamp();
        availability.TakesStarts = false;
        var all = true;
        foreach (var stops in connectors.Select(connector => connector.Sequence.WithdrawOrStopAsync(reason, timeout)).ToList())
        {
            all &= await stops;
        }

        foreach (var connector in connectors)
        {
            var left = timeout - time.GetElapsedTime(began);
            all &= await connector.Conditions.UntilAsync(() => !connector.IsLockMoving, left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }

        return all;
    }

    private IEnumerable<Connector> Affected(int? connectorId) =>
        connectors.Where(connector => connectorId is null || connector.Id == connectorId);
}
