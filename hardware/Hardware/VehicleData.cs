namespace ChargerFirmware.Hardware;

/// <summary>What a vehicle reports about itself; null is what it did not report. An AC vehicle on a plain pilot reports nothing.</summary>
public sealed record VehicleData
{
    public static VehicleData Unknown { get; } = new();

    /// <summary>State of charge, 0 to 100 %.</summary>
    public double? StateOfChargePercent { get; init; }

    /// <summary>The most current it takes, in A.</summary>
    public double? MaxCurrentA { get; init; }

    /// <summary>The most power it takes, in W.</summary>
    public double? MaxPowerW { get; init; }

    /// <summary>The least current at which it still charges, in A.</summary>
    public double? MinCurrentA { get; init; }

    /// <summary>It wants the session ended (DC: by its own stop request), not merely paused.</summary>
    public bool StopRequested { get; init; }

    /// <summary>The EVCCID: 12 upper-case hex digits.</summary>
    public string? EvccId { get; init; }
}
