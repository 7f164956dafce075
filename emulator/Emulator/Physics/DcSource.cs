namespace ChargerFirmware.Emulator.Physics;

/// <summary>The power source of a DC outlet, as data.</summary>
public sealed record DcSource
{
    public double MaxCurrentA { get; init; } = 400;

    public double MaxPowerW { get; init; } = 150_000;

    public double MaxVoltageV { get; init; } = 1000;

    /// <summary>How fast the output current rises, in A a second.</summary>
    public double RampUpAPerSecond { get; init; } = 20;

    /// <summary>How fast it falls at least; a stop is made faster where that is needed to be through in <see cref="StopWithin"/>.</summary>
    public double RampDownAPerSecond { get; init; } = 200;

    /// <summary>From a stop to no current. IEC 61851-23 wants less than 5 A after 1 s.</summary>
    public TimeSpan StopWithin { get; init; } = TimeSpan.FromMilliseconds(900);

    /// <summary>From permission to the end of the cable check. IEC 61851-23: 10 s for its voltage, 30 s for the self-test.</summary>
    public TimeSpan CableCheck { get; init; } = TimeSpan.FromSeconds(4);

    public TimeSpan Precharge { get; init; } = TimeSpan.FromSeconds(3);
}
