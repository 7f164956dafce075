using ChargerFirmware.Hardware;
using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Station.Devices;

/// <summary>The devices of one connector, and what it is.</summary>
public sealed record ConnectorDevices
{
    /// <summary>1 for the first.</summary>
    public required int ConnectorId { get; init; }

    public required ConnectorRoles Roles { get; init; }

    public required IRelay Contactor { get; init; }

    /// <summary>A switch ahead of the contactor, which opens when the contactor is welded.</summary>
    public IRelay? Upstream { get; init; }

    public ICableLock? Lock { get; init; }

    public required IEnergyMeter Meter { get; init; }

    public required IChargeController Controller { get; init; }

    public required IPlugSensor Plug { get; init; }

    /// <summary>The reader that serves this connector; several may share one.</summary>
    public IRfidReader? Reader { get; init; }

    public ITemperatureSensor? Temperature { get; init; }

    /// <summary>Active while the residual-current device has tripped.</summary>
    public IContact? ResidualCurrent { get; init; }

    public IResidualCurrentMonitor? ResidualCurrentMonitor { get; init; }

    /// <summary>Active while the insulation monitor's alarm stands.</summary>
    public IContact? Insulation { get; init; }

    /// <summary>What measures the insulation of a DC outlet, where something does.</summary>
    public IInsulationMonitor? InsulationMonitor { get; init; }

    /// <summary>Active while the protective earth is lost.</summary>
    public IContact? Earth { get; init; }

    public bool IsDirectCurrent => Roles.Current == CurrentKind.Dc;

    public bool HasSocket => Roles.Cable == CableKind.Socket;

    /// <summary>Some change of any of them, but for readings and readers. Raised on the loop.</summary>
    public event Action? Changed
    {
        add
        {
            Contactor.Changed += value;
            Upstream?.Changed += value;
            Controller.Changed += value;
            Meter.Changed += value;
            Lock?.Changed += value;
            Temperature?.Changed += value;
            ResidualCurrent?.Changed += value;
            ResidualCurrentMonitor?.Changed += value;
            Insulation?.Changed += value;
            Earth?.Changed += value;
            if (!ReferenceEquals(Plug, Controller))
            {
                Plug.Changed += value;
            }
        }

        remove
        {
            Contactor.Changed -= value;
            Upstream?.Changed -= value;
            Controller.Changed -= value;
            Meter.Changed -= value;
            Lock?.Changed -= value;
            Temperature?.Changed -= value;
            ResidualCurrent?.Changed -= value;
            ResidualCurrentMonitor?.Changed -= value;
            Insulation?.Changed -= value;
            Earth?.Changed -= value;
            if (!ReferenceEquals(Plug, Controller))
            {
                Plug.Changed -= value;
            }
        }
    }
}
