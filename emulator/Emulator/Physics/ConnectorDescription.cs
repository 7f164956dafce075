using ChargerFirmware.Hardware.Boards;

namespace ChargerFirmware.Emulator.Physics;

/// <summary>One connector of a <see cref="SiteDescription"/>.</summary>
public sealed record ConnectorDescription
{
    public required CurrentKind Current { get; init; }

    public required CableKind Cable { get; init; }

    /// <summary>AC phases wired to the outlet.</summary>
    public int Phases { get; init; } = 3;

    /// <summary>The bolt of a socket needs this much drive from end to end.</summary>
    public TimeSpan LockTravel { get; init; } = TimeSpan.FromMilliseconds(400);

    public ContactorTimings Contactor { get; init; } = ContactorTimings.Usual;

    /// <summary>A second switch stands ahead of the contactor.</summary>
    public bool HasUpstream { get; init; }

    /// <summary>A monitor of the protective earth cuts the contactor's coil.</summary>
    public bool HasEarthMonitor { get; init; }

    /// <summary>A monitor of the insulation of a DC outlet cuts the contactor's coil.</summary>
    public bool HasInsulationMonitor { get; init; }

    /// <summary>The source behind a DC outlet.</summary>
    public DcSource Source { get; init; } = new();

    /// <summary>Null: one made up from the connector's number.</summary>
    public string? MeterSerialNumber { get; init; }

    /// <summary>What the meter shows at first. A used one, so that nobody takes a register for the energy of a session.</summary>
    public double MeterStartWh { get; init; } = 123_456;
}
