namespace ChargerFirmware.Tests.Crash;

/// <summary>What came of the checks.</summary>
internal readonly record struct Totals(int Passed, int Failed, int Skipped)
{
    public static Totals operator +(Totals one, Totals other) =>
        new(one.Passed + other.Passed, one.Failed + other.Failed, one.Skipped + other.Skipped);

    public override string ToString() => $"{Passed} passed, {Failed} failed, {Skipped} skipped";
}
