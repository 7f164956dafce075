using ChargerFirmware.Hardware;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Station.Metering;

/// <summary>Where a register stood at a civil time: what is left of it over a restart.</summary>
/// <param name="SerialNumber">Null where the meter does not say.</param>
/// <param name="At">Null where it is not known how long ago it was.</param>
internal sealed record RegisterMark(long RegisterWh, string? SerialNumber, DateTimeOffset? At)
{
    /// <summary>
    /// A running transaction is marked every ten seconds, and a contactor falls with the station: what can have flowed meanwhile needs
    /// no civil time to be believed.
    /// </summary>
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(20);

    /// <summary>Whether a reading of <paramref name="utcNow"/> is of the same register, and the outlet can have delivered the difference.</summary>
    public bool GoesOn(MeterReading reading, string? serialNumber, ConnectorRoles roles, DateTimeOffset utcNow)
    {
        var elapsed = utcNow - At;
        var grownWh = reading.EnergyImportWh - RegisterWh;
        return serialNumber == SerialNumber && grownWh >= 0 &&
            grownWh <= OutletEnergy.MostWh(roles, elapsed > s_shortest ? elapsed.Value : s_shortest, reading.EnergyStepWh);
    }
}
