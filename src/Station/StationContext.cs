using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Connectors;
using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Reservations;
using ChargerFirmware.Station.Transactions;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station;

/// <summary>What all parts of one station share.</summary>
internal sealed record StationContext(
    Loop Loop,
    StationClock Clock,
    StationSettings Settings,
    EventLog Events,
    Availability Availability,
    CableHolds CableHolds,
    LatchedCauses Latched,
    OpenGaps OpenGaps,
    ClockKeeper ClockKeeper,
    ReservationBook Reservations,
    ILogger Logger)
{
    public TimeProvider Time => Loop.Time;

    /// <summary>Causes of scope station.</summary>
    public CauseSet Causes { get; } = new();

    public List<Connector> Connectors { get; } = [];

    /// <summary>Keeps how far the running transactions have come.</summary>
    public TransactionProgress Progress => field ??= new TransactionProgress(this);

    /// <summary>False while the station goes down: who came now would have nobody to end the session.</summary>
    public bool TakesStarts { get; set; } = true;

    /// <summary>True while a firmware update waits for transactions to end, and until it has: no start would be let finish.</summary>
    public bool HoldsStarts { get; set; }

    /// <summary>Logs what nothing waits for.</summary>
    public void Note(StationEvent happened) => Loop.Start(() => Events.NoteAsync(happened));

    /// <summary>Whether this connector's reader serves others too: then a plugged cable alone says nothing about who plugged it.</summary>
    public bool SharesReader(Connector connector) =>
        connector.Devices.Reader is { } reader && Connectors.Exists(other => other != connector && ReferenceEquals(other.Devices.Reader, reader));
}
