using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Outlets;
using ChargerFirmware.Station.Statuses;
using ChargerFirmware.Station.Timing;

namespace ChargerFirmware.Station.Connectors;

/// <summary>What is reported of a connector, or of the station as connector 0, when it changes.</summary>
/// <param name="Since">
/// Since when it is so: a <see cref="TimeProvider.GetTimestamp"/>, of which <see cref="StationClock.At"/> makes a time when it is reported.
/// </param>
public sealed record ConnectorReport(
    int ConnectorId,
    ConnectorStatus Status,
    ErrorCode ErrorCode,
    string? Info,
    string? VendorErrorCode,
    long Since)
{
    /// <summary>What there is to say of a connector now: its status, and the gravest fault that shows in it.</summary>
    internal static ConnectorReport Of(ConnectorParts parts, ConnectorStatus status, FaultSet stationFaults, long now)
    {
        var own = parts.Faults.Gravest;
        var fault = stationFaults.Gravest is { Stops: true } station && (own is null || station.Class < own.Class) ? station : own;

        // OCPP 1.6 section 7.6: this error goes with a vehicle that is there and does not charge.
        var isHeld = status is ConnectorStatus.SuspendedEV or ConnectorStatus.SuspendedEVSE or ConnectorStatus.Finishing;
        if (fault == KnownFaults.EvCommunicationLost && !isHeld && status != ConnectorStatus.Preparing)
        {
            fault = null;
        }

        var info = isHeld && parts.Session.WasUnplugged ? "EV side disconnected" : null;
        return new ConnectorReport(parts.Id, status, fault?.ErrorCode ?? ErrorCode.NoError, info, fault?.VendorErrorCode, now);
    }

    /// <summary>Whether it says the same, whenever it was said.</summary>
    public bool SaysTheSameAs(ConnectorReport? other) => other is not null && this with { Since = other.Since } == other;
}
