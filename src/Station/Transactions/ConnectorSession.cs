using ChargerFirmware.Station.Authorization;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Settings;

namespace ChargerFirmware.Station.Transactions;

/// <summary>
/// Who may start at a connector, what transaction runs there, and whom its cable stays locked for afterwards. Nothing else writes any of it: others
/// ask for a step and look. What follows from a step is theirs to do. Used on the loop only.
/// </summary>
/// <remarks>
/// <see cref="Authorize"/>, <see cref="BeginPreparing"/>, <see cref="Begin"/>, <see cref="TryStop"/>, <see cref="Close"/>, <see cref="HoldCable"/>,
/// <see cref="End"/>; one that a power cut has cut short: <see cref="BeginRecovery"/>, <see cref="EndRecovery"/>.
/// </remarks>
internal sealed class ConnectorSession(int connectorId, CableHolds cableHolds)
{
    /// <summary>
    /// A transaction has begun, or has ended and is not <see cref="Transaction"/> any more. Raised on the loop, before anything follows from it.
    /// </summary>
    public event Action<Transaction>? BeganOrEnded;

    /// <summary>Who may start next, or null.</summary>
    public PendingStart? Pending { get; private set; }

    public Transaction? Transaction { get; private set; }

    /// <summary>Between the authorization and the logged start.</summary>
    public bool IsPreparing { get; private set; }

    /// <summary>A transaction that was cut short by the last power cut is being ended.</summary>
    public bool IsRecovering { get; private set; }

    /// <summary>A transaction has ended since the cable came in, or nobody showed a tag in time.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The vehicle was unplugged while a transaction ran. Until the next cable or transaction.</summary>
    public bool WasUnplugged { get; private set; }

    /// <summary>Whom the cable stays locked for after the transaction; null where it does not. Kept over a restart.</summary>
    public CableHold? LockedFor
    {
        get => cableHolds.At(connectorId);
        private set => cableHolds.Set(connectorId, value);
    }

    /// <summary>Neither a transaction nor the beginning or the recovery of one.</summary>
    public bool IsIdle => Transaction is null && !IsRecovering && !IsPreparing;

    /// <summary>Lets a transaction begin.</summary>
    public void Authorize(PendingStart start) => Pending = start;

    /// <summary>Takes the authorization back. Without effect once the transaction has begun.</summary>
    public void Withdraw() => Pending = null;

    /// <summary>The start that waits is carried out: locked, measured, logged.</summary>
    public void BeginPreparing() => IsPreparing = true;

    /// <summary>It has become a transaction, or nothing.</summary>
    public void EndPreparing() => IsPreparing = false;

    /// <summary>The transaction is logged and runs.</summary>
    public void Begin(Transaction transaction)
    {
        Pending = null;
        LockedFor = null;
        IsOver = false;
        WasUnplugged = false;
        Transaction = transaction;
        BeganOrEnded?.Invoke(transaction);
    }

    /// <summary>The register that the running transaction is counted by is believed to have come so far.</summary>
    public void Count(long registerWh) => Transaction?.Count(registerWh);

    /// <summary>The contactor is closed for the running transaction.</summary>
    public void NoteEnergised() => Transaction?.NoteEnergised();

    /// <summary>Whether the vehicle of the running transaction is unplugged.</summary>
    public void NoteUnplugged(bool isUnplugged) => WasUnplugged = isUnplugged;

    /// <summary>The central system does not accept the token of the running transaction.</summary>
    /// <returns>False when there is none, and when that was known.</returns>
    public bool TryInvalidate()
    {
        if (Transaction is not { InvalidatedAtWh: null } transaction)
        {
            return false;
        }

        transaction.Invalidate();
        return true;
    }

    /// <summary>Asks the running transaction to end.</summary>
    /// <param name="idToken">The token that was presented for it, if any.</param>
    /// <returns>False when there is none, and when it ends already.</returns>
    public bool TryStop(StopReason reason, IdToken? idToken)
    {
        if (Transaction is not { IsStopping: false } transaction)
        {
            return false;
        }

        transaction.Stop(reason, idToken);
        return true;
    }

    /// <summary>All that is reported of the end of the running transaction is known.</summary>
    /// <param name="isStale">See <see cref="Transaction.MeterStopIsStale"/>.</param>
    public void Close(DateTimeOffset stoppedAt, long meterStopWh, bool isStale, MeterSample? sample) =>
        Transaction!.Close(stoppedAt, meterStopWh, isStale, sample);

    /// <summary>
    /// Keeps the cable for whom <paramref name="ended"/> leaves it locked, or releases it. Written with the commit that follows, which is the end of
    /// that transaction.
    /// </summary>
    /// <param name="isPlugged">A cable that is not there is not held.</param>
    public void HoldCable(Transaction ended, bool isPlugged, StationSettings settings) =>
        LockedFor = isPlugged ? CableHold.After(ended, settings) : null;

    public void ReleaseCable() => LockedFor = null;

    /// <summary>The end of the running transaction is logged.</summary>
    /// <param name="isPlugged">Its cable is still there.</param>
    public void End(bool isPlugged)
    {
        var ended = Transaction!;
        Transaction = null;
        BeganOrEnded?.Invoke(ended);
        IsOver = isPlugged;
    }

    /// <summary>Nothing begins until the transaction that was cut short has ended.</summary>
    public void BeginRecovery() => IsRecovering = true;

    public void EndRecovery() => IsRecovering = false;

    /// <summary>A cable has come in.</summary>
    public void NoteCable()
    {
        IsOver = IsRecovering || LockedFor is not null;
        WasUnplugged = false;
    }

    /// <summary>The cable has gone.</summary>
    public void NoteNoCable()
    {
        IsOver = false;
        WasUnplugged = false;
        LockedFor = null;
    }

    /// <summary>The awaited driver has not come: the authorized start did not begin, or nobody showed a tag.</summary>
    public void GiveUp()
    {
        IsOver |= Pending is null;
        Pending = null;
    }
}
