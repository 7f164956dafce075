namespace ChargerFirmware.Tests.Stores;

/// <summary>What came of the checks.</summary>
internal readonly record struct Totals(int Passed, int Failed, int Skipped)
{
    public override string ToString() => $"{Passed} passed, {Failed} failed, {Skipped} skipped";
}
