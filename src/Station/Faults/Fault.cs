namespace ChargerFirmware.Station.Faults;

/// <summary>Something wrong in the physical world, and what it leads to.</summary>
/// <param name="Name">Its name in the console, in scenarios and in logs.</param>
/// <param name="VendorErrorCode">Distinguishes what shares <see cref="ErrorCode.OtherError"/>.</param>
public sealed record Fault(
    string Name,
    FaultClass Class,
    FaultScope Scope,
    ErrorCode ErrorCode,
    string? VendorErrorCode = null)
{
    /// <summary>What ends it once its reason is gone, as a person would say: "unplugged".</summary>
    public required string Recovery { get; init; }

    /// <summary>A transaction must end and none may start.</summary>
    public bool Stops => Class is FaultClass.StopNow or FaultClass.Stop;

    /// <summary>None may start.</summary>
    public bool PreventsStart => Class is not FaultClass.Warn;

    public override string ToString() => Name;
}
