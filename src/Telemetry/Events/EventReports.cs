using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Storage;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Telemetry.Events;

/// <summary>
/// What of the station's event log is reported to a broker: begins and ends of transactions, faults that were raised and cleared. An event
/// waits in the log until a broker has answered, so neither an outage nor a power cut loses one. Used on the loop only.
/// </summary>
/// <remarks>
/// That a broker took one is written with the next commit, whenever that is; reported again after a power cut in between, it has the same id
/// and the same content.
/// </remarks>
public sealed class EventReports
{
    /// <summary>Events that wait; beyond it the oldest fault goes, then the oldest of all.</summary>
    public const int Capacity = 10_000;

    private readonly WatchedStore _store;
    private readonly ILogger _logger;
    private readonly int _capacity;

    public EventReports(FaultBarrier barrier, WatchedStore store, EventLog log, string stationId, ILogger logger, int capacity = Capacity)
    {
        FaultBarrier = barrier;
        _store = store;
        _logger = logger;
        _capacity = capacity;
        var former = LegacyEvent.Load(store, logger);
        Dropped = LegacyEvent.LoadCounter(store, logger).Dropped;
        Transactions = new EventQueue(
            store, log.Open("mqtt-transactions", EventKinds.TransactionBounds, fromNow: true), stationId,
            former.Where(row => row.Transaction is not null));
        Faults = new EventQueue(
            store, log.Open("mqtt-faults", EventKinds.Faults, fromNow: true), stationId,
            former.Where(row => row.Fault is not null));
        Transactions.Changed += OnChanged;
        Faults.Changed += OnChanged;
        barrier.Failed += Close;
    }

    /// <summary>Where everything that is not the station's own business runs.</summary>
    public FaultBarrier FaultBarrier { get; }

    /// <summary>There is something new to report, or less to report. Raised on the loop.</summary>
    public event Action? Changed;

    /// <summary>Events that wait.</summary>
    public int Count => Transactions.Count + Faults.Count;

    /// <summary>Events that were dropped for want of room, over the life of the store.</summary>
    public long Dropped { get; private set; }

    public EventQueue Transactions { get; }

    public EventQueue Faults { get; }

    private void OnChanged() => FaultBarrier.Run(() =>
    {
        MakeRoom();
        Changed?.Invoke();
    });

    private void MakeRoom()
    {
        while (Count > _capacity)
        {
            (Faults.Count > 0 ? Faults : Transactions).Drop();
            Dropped++;
            _store.HoldForNext([LegacyEvent.PutCounter(new EventCounter(0, Dropped))]);
            _logger.LogError("{Count} events wait for the MQTT broker; the oldest is dropped, {Dropped} in all", _capacity, Dropped);
        }
    }

    /// <summary>Nothing is reported any more in this run: the log must not fill up for a reader that has failed.</summary>
    private void Close()
    {
        Transactions.Close();
        Faults.Close();
    }
}
