using ChargerFirmware.Station.Devices;
using ChargerFirmware.Station.Faults;
using ChargerFirmware.Station.Metering;
using ChargerFirmware.Station.Timing;
using ChargerFirmware.Station.Transactions;
using Microsoft.Extensions.Logging;

namespace ChargerFirmware.Station.Outlets;

/// <summary>What a connector consists of: its devices, what is known of them, and its session. Nothing is decided here.</summary>
internal sealed class ConnectorParts : IDisposable
{
    /// <param name="recheck">Called on the loop when time alone, or a reading, makes a step due.</param>
    public ConnectorParts(
        ConnectorDevices devices, StationClock clock, CableHolds cableHolds, OpenGaps openGaps, ILogger logger, Action recheck)
    {
        Devices = devices;
        Faults = new FaultSet(devices.ConnectorId);
        Session = new ConnectorSession(devices.ConnectorId, cableHolds);
        Plug = new PlugWatch(clock.Time, devices);
        EnergyPath = new EnergyPath(clock.Time, devices, recheck);
        Lock = new OutletLock(devices, Session, EnergyPath);
        Conditions = new Conditions(clock.Time);
        Register = new RegisterWatch(clock.Time, devices, logger);
        UnbilledEnergy = new UnbilledEnergy(devices, Register, openGaps, clock, logger);
        Energy = new EnergyCount(Session, Register, UnbilledEnergy, recheck);
    }

    /// <summary>1 for the first.</summary>
    public int Id => Devices.ConnectorId;

    public ConnectorDevices Devices { get; }

    /// <summary>Faults of scope connector.</summary>
    public FaultSet Faults { get; }

    public ConnectorSession Session { get; }

    public PlugWatch Plug { get; }

    public OutletLock Lock { get; }

    public EnergyPath EnergyPath { get; }

    /// <summary>Which readings of the meter may be billed.</summary>
    public RegisterWatch Register { get; }

    public EnergyCount Energy { get; }

    /// <summary>What the meter has counted and no transaction reports.</summary>
    public UnbilledEnergy UnbilledEnergy { get; }

    /// <summary>Checked at each look at the connector.</summary>
    public Conditions Conditions { get; }

    public void Dispose()
    {
        Lock.LeaveAsIs();
        Energy.Dispose();
        EnergyPath.Dispose();
    }
}
