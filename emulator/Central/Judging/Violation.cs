namespace ChargerFirmware.Central.Judging;

/// <summary>A rule that a station has broken.</summary>
/// <param name="Frame">What the station has sent; empty where that was no text.</param>
/// <param name="Description">What is wrong with it.</param>
public sealed record Violation(DateTimeOffset Time, string Station, ViolationKind Kind, string Description, string Frame)
{
    public override string ToString() => $"{Time:O} {Station} {Kind}: {Description} in {Frame}";
}
