using System.Globalization;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Emulator.Physics;

/// <summary>One connector of a <see cref="Site"/>: everything between the mains and the vehicle, and what is billed by.</summary>
public sealed class SiteConnector
{
    private readonly AcCircuit? _ac;

    internal SiteConnector(
        TimeProvider time, int number, Supply supply, IEnumerable<IInterlock> interlocks, ConnectorDescription description)
    {
        Number = number;
        var isDc = description.Current == CurrentKind.Dc;
        Flow = new PowerFlow(isDc ? 1 : description.Phases);
        Lock = description.Cable == CableKind.Socket ? new LockMotor(time, description.LockTravel) : null;
        Outlet = new Outlet(time, description.Current, description.Cable, Flow, Lock);
        ResidualCurrent = new ResidualCurrentMonitor(Outlet);
        Earth = description.HasEarthMonitor ? new OutletMonitor(Outlet, static outlet => outlet.EarthConnected) : null;
        Insulation = description.HasInsulationMonitor
            ? new OutletMonitor(Outlet, static outlet => outlet.InsulationKiloOhm >= DcOutput.LeastInsulationKiloOhm)
            : null;
        IInterlock?[] monitors = [ResidualCurrent, Earth, Insulation];
        Contactor = new Contactor(time, [.. interlocks, .. monitors.OfType<IInterlock>()], description.Contactor);
        Upstream = description.HasUpstream ? new Contactor(time, interlocks, description.Contactor) : null;
        if (isDc)
        {
            Dc = new DcOutput(time, supply, Contactor, Outlet, Flow, description.Source, Upstream);
        }
        else
        {
            Pilot = new PilotCircuit(supply, Outlet);
            _ac = new AcCircuit(supply, Contactor, Outlet, Flow, Upstream);
        }

        var serialNumber = description.MeterSerialNumber ?? string.Create(CultureInfo.InvariantCulture, $"METER{number:D4}");
        Meter = new MeterPhysics(time, Flow, supply, serialNumber, description.MeterStartWh);
        ReferenceMeter = new ReferenceMeter(time, Flow, Contactor);
    }

    /// <summary>From 1.</summary>
    public int Number { get; }

    public Outlet Outlet { get; }

    public Contactor Contactor { get; }

    /// <summary>A second switch ahead of the contactor; null where none is fitted.</summary>
    public Contactor? Upstream { get; }

    /// <summary>Null on a fixed cable.</summary>
    public LockMotor? Lock { get; }

    public ResidualCurrentMonitor ResidualCurrent { get; }

    /// <summary>Null where none is fitted.</summary>
    public OutletMonitor? Earth { get; }

    /// <inheritdoc cref="Earth"/>
    public OutletMonitor? Insulation { get; }

    public PowerFlow Flow { get; }

    public MeterPhysics Meter { get; }

    /// <summary>Null on a DC connector.</summary>
    public PilotCircuit? Pilot { get; }

    /// <summary>Null on an AC connector.</summary>
    public DcOutput? Dc { get; }

    /// <summary>What really flowed: for the bench, never for a bus.</summary>
    public ReferenceMeter ReferenceMeter { get; }

    /// <summary>Fault: this many times the offered current flows.</summary>
    public double OvercurrentFactor
    {
        get => _ac?.OvercurrentFactor ?? Dc!.OvercurrentFactor;
        set
        {
            if (_ac is not null)
            {
                _ac.OvercurrentFactor = value;
            }
            else
            {
                Dc!.OvercurrentFactor = value;
            }
        }
    }
}
