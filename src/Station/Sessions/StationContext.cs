using ChargerFirmware.EventLoop;
using ChargerFirmware.Station.Events;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Outlets;
using ChargerFirmware.Station.Reservations;
using ChargerFirmware.Station.Settings;
using ChargerFirmware.Station.Timing;
using ChargerFirmware.Station.Transactions;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Sessions;

/// <summary>What the connectors of one station share. It knows none of them.</summary>
/// <param name="Faults">Faults of scope station.</param>
/// <param name="Progress">Keeps how far the running transactions have come.</param>
internal sealed record StationContext(
    Loop Loop,
    StationClock Clock,
    StationSettings Settings,
    EventLog Events,
    FaultSet Faults,
    Availability Availability,
    CableHolds CableHolds,
    LatchedFaults Latched,
    OpenGaps OpenGaps,
    ReservationBook Reservations,
    TransactionProgress Progress,
    ILogger Logger)
{
    public TimeProvider Time => Loop.Time;

    /// <summary>Logs what nothing waits for.</summary>
    public void Note(StationEvent happened) => Loop.Start(() => Events.NoteAsync(happened));
}
