using ChargerFirmware.EventLoop;

namespace ChargerFirmware.Emulator.Physics;

/// <summary>A kind of vehicle, as data. Figures are round ones of their class, not those of a product.</summary>
public sealed record VehicleModel
{
    /// <summary>The name it is asked for by, <c>saloon</c>.</summary>
    public required string Name { get; init; }

    public required double BatteryWh { get; init; }

    /// <summary>Phases its onboard charger uses.</summary>
    public required int AcPhases { get; init; }

    /// <summary>The most its onboard charger draws, in A a phase.</summary>
    public required double AcMaxCurrentA { get; init; }

    /// <summary>From the AC inlet into the battery, as a fraction.</summary>
    public double AcEfficiency { get; init; } = 0.9;

    /// <summary>It asks for ventilation: pilot state D instead of C.</summary>
    public bool NeedsVentilation { get; init; }

    /// <summary>From switched-on PWM to state C, and from a resume to it.</summary>
    public DelayRange CloseS2 { get; init; } = DelayRange.Milliseconds(300, 2000);

    /// <summary>From switched-off PWM to no current and state B; IEC 61851-1 A.5 leaves it 3 s.</summary>
    public DelayRange OpenS2 { get; init; } = DelayRange.Milliseconds(100, 3000);

    /// <summary>From another duty cycle, or from mains voltage, to the current that fits it; IEC 61851-1 A.5 leaves it 5 s.</summary>
    public DelayRange FollowOffer { get; init; } = DelayRange.Milliseconds(200, 1000);

    /// <summary>0: it has no DC inlet.</summary>
    public double DcMaxCurrentA { get; init; }

    /// <inheritdoc cref="DcMaxCurrentA"/>
    public double DcMaxPowerW { get; init; }

    /// <summary>The least current at which it still charges from DC, in A.</summary>
    public double DcMinCurrentA { get; init; } = 1;

    /// <summary>From the DC inlet into the battery, as a fraction.</summary>
    public double DcEfficiency { get; init; } = 0.97;

    public double PackVoltageEmptyV { get; init; } = 350;

    public double PackVoltageFullV { get; init; } = 430;

    /// <summary>Above this charge it takes less and less, in a straight line to <see cref="TaperEnd"/> of its power when full.</summary>
    public double TaperFromPercent { get; init; } = 80;

    /// <inheritdoc cref="TaperFromPercent"/>
    public double TaperEnd { get; init; } = 0.15;

    /// <summary>From plug-in until high-level communication stands (SLAC, address, protocol).</summary>
    public TimeSpan CommunicationSetup { get; init; } = TimeSpan.FromSeconds(15);

    public bool HasDcInlet => DcMaxPowerW > 0;
}

/// <summary>How long something takes: anything between two bounds.</summary>
public readonly record struct DelayRange(TimeSpan Least, TimeSpan Most)
{
    public static DelayRange Milliseconds(int least, int most) =>
        new(TimeSpan.FromMilliseconds(least), TimeSpan.FromMilliseconds(most));

    internal TimeSpan Draw(RandomSource random) =>
        TimeSpan.FromTicks(Least.Ticks + (long)(random.NextDouble() * (Most.Ticks - Least.Ticks)));
}
