namespace ChargerFirmware.Tests.Load;

/// <summary>What came of the checks; says each as it comes.</summary>
internal sealed class Totals
{
    private const int MostShown = 5;

    private int _passed;
    private int _skipped;

    public int Failed { get; private set; }

    /// <param name="otherwise">What speaks against it; the first few are shown.</param>
    public void Check(string what, IReadOnlyCollection<string> otherwise)
    {
        Check(otherwise.Count == 0 ? what : $"{what}: {otherwise.Count} are not", otherwise.Count == 0);
        foreach (var one in otherwise.Take(MostShown))
        {
            Console.WriteLine($"        {one}");
        }
    }

    public void Check(string what, bool holds)
    {
        Console.WriteLine($"{(holds ? "passed " : "FAILED ")} {what}");
        if (holds)
        {
            _passed++;
        }
        else
        {
            Failed++;
        }
    }

    public void Skip(string what)
    {
        Console.WriteLine($"skipped {what}");
        _skipped++;
    }

    public override string ToString() => $"{_passed} passed, {Failed} failed, {_skipped} skipped";
}
